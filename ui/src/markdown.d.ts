/** A page of the user guide, made of Markdown while building. */
declare module "*.md" {
  const page: import("./app/guide.svelte").Block[];
  export default page;
}
