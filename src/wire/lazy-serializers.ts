/** What turns replies into JSON is made at a route's first reply: for all routes at once it was 0.1 s of every start (2-core VM, 2026-11-28). */

import SerializerSelector from '@fastify/fast-json-stringify-compiler';

/** For fastify's `compilersFactory.buildSerializer`. */
export function lazySerializers(): SerializerSelector.SerializerFactory {
  const selectCompiler = SerializerSelector();
  return (externalSchemas, options) => {
    const compile = selectCompiler(externalSchemas, options);
    return (route) => {
      let serialize: SerializerSelector.Serializer | null = null;
      return (document) => {
        serialize ??= compile(route);
        return serialize(document);
      };
    };
  };
}
