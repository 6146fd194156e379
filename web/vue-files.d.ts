/** What a `.vue` file is to the type checker, which does not look into it. */

declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<object, object, unknown>;
  export default component;
}
