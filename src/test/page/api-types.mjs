// Compares the types of the API's answers in api/types.ts with the schemas of its OpenAPI document.
// node api-types.mjs types.ts openapi.json: prints what differs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ts = createRequire(join(process.cwd(), '/'))('typescript');

const SCHEMAS = {
  Stage: 'Stage',
  Run: 'RunView',
  RunDetail: 'RunDetailView',
  Trace: 'TraceView',
  Log: 'LogView',
  Series: 'SeriesView',
  GraphAnswer: 'GraphView',
  ExecutionGraph: 'ExecutionGraph',
  GraphNode: 'GraphNode',
  ItemCounts: 'ItemCounts',
  SeriesAnswer: 'MetricsView',
  Rates: 'RatesView',
  Status: 'StatusView',
  Fleet: 'FleetView',
  FleetNode: 'NodeView',
  Job: 'JobView',
  Task: 'TaskView',
  Stack: 'StackView',
  Service: 'ServiceView',
  Replica: 'ReplicaView',
};
/** Of answers that are written as streams, which the document does not describe: docs/reference/api.md does. */
const STREAMED = ['SpanColumns', 'SpansAnswer', 'KeyValue', 'AnyValue', 'SpanDetail', 'Distribution'];
STREAMED.push('LinkColumns', 'LinkingSpan', 'Change', 'Side', 'Aligned', 'Comparison', 'Tick', 'AuditEvent');

const [types, openapi] = process.argv.slice(2);
const { schemas } = JSON.parse(readFileSync(openapi, 'utf8')).components;
const source = ts.createSourceFile(types, readFileSync(types, 'utf8'), ts.ScriptTarget.ES2022);
const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each]));
const aliases = new Map(source.statements.filter(ts.isTypeAliasDeclaration).map((each) => [each.name.text, each.type]));
const words = new Map([
  [ts.SyntaxKind.StringKeyword, ['string']],
  [ts.SyntaxKind.NumberKeyword, ['integer', 'number']],
  [ts.SyntaxKind.BooleanKeyword, ['boolean']],
]);

function complain(where, what) {
  console.log(`${where} ${what}`);
  process.exitCode = 1;
}

function resolve(schema) {
  return schema?.$ref ? schemas[schema.$ref.split('/').at(-1)] : schema;
}

function members(declaration) {
  const parents = declaration.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
  return [...parents.flatMap((parent) => members(interfaces.get(parent.expression.text))), ...declaration.members];
}

function compareMembers(where, all, schema) {
  for (const member of all) {
    const name = member.name.text;
    const property = schema.properties?.[name];
    if (property) compareType(`${where}.${name}`, member.type, resolve(property));
    else complain(`${where}.${name}`, 'is not in the API');
  }
}

/** What the API leaves open may be anything. */
function compareType(where, type, schema) {
  if (schema.type === undefined && !schema.properties) return;
  if (ts.isTypeReferenceNode(type)) {
    const name = type.typeName.text;
    if (aliases.has(name)) compareType(where, aliases.get(name), schema);
    else if (interfaces.has(name)) compareMembers(where, members(interfaces.get(name)), schema);
    else if (name !== 'Record' || schema.type !== 'object') complain(where, `is ${name}, in the API ${schema.type}`);
  } else if (ts.isTypeLiteralNode(type)) compareMembers(where, type.members, schema);
  else if (ts.isArrayTypeNode(type)) {
    if (schema.type !== 'array') complain(where, `is a list, in the API ${schema.type}`);
    else if (!ts.isTupleTypeNode(type.elementType)) compareType(`${where}[]`, type.elementType, resolve(schema.items));
  } else if (ts.isUnionTypeNode(type)) {
    if (schema.type !== 'string') complain(where, `is one of some words, in the API ${schema.type}`);
  } else if (type.kind !== ts.SyntaxKind.UnknownKeyword && !words.get(type.kind)?.includes(schema.type))
    complain(where, `is ${type.getText(source)}, in the API ${schema.type}`);
}

for (const [name, declaration] of interfaces) {
  const schema = schemas[SCHEMAS[name]];
  if (schema) compareMembers(name, members(declaration), schema);
  else if (!STREAMED.includes(name)) complain(name, 'is of no schema, and of no answer that is streamed');
}
