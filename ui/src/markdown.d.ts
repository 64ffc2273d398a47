/** A page of the user guide, made of Markdown while building. */
declare module "*.md" {
  const page: string;
  export default page;
}
