/** The support handbook's pages by code, made of Markdown while building. */
declare module "*/support-handbook.md" {
  const pages: Record<string, import("./app/handbook").Page>;
  export default pages;
}

/** A page of the user guide, made of Markdown while building. */
declare module "*.md" {
  const page: import("./app/guide.svelte").Block[];
  export default page;
}
