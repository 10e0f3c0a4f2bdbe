import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyValue } from '../../../main/resources/web/app/api/types';
import { conversation, pretty } from '../../../main/resources/web/app/run/messages';

function attribute(key: string, value: unknown): KeyValue {
  return { key, value: { stringValue: typeof value === 'string' ? value : JSON.stringify(value) } };
}

test('messages stand by role in the order of the conversation, calls and results with their tool', () => {
  const { messages, rest } = conversation([
    attribute('gen_ai.output.messages', [{ role: 'assistant', parts: [{ type: 'text', content: 'Done.' }], finish_reason: 'stop' }]),
    attribute('gen_ai.request.model', 'gpt'),
    attribute('gen_ai.system_instructions', [{ type: 'text', content: 'You test.' }]),
    attribute('gen_ai.input.messages', [
      { role: 'user', parts: [{ type: 'text', content: 'Test it.' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: '1', name: 'test', arguments: '{"all":true}' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: '1', name: 'test', response: 'green' }] },
    ]),
  ]);

  deepEqual(
    messages.map(({ role, parts, finish }) => [role, finish, ...parts.map(({ kind, name, text }) => `${kind} ${name}: ${text}`)]),
    [
      ['system', '', 'text : You test.'],
      ['user', '', 'text : Test it.'],
      ['assistant', '', 'call test: {\n  "all": true\n}'],
      ['tool', '', 'result test: green'],
      ['assistant', 'stop', 'text : Done.'],
    ],
  );
  deepEqual(rest.map(({ key }) => key), ['gen_ai.request.model']);
});

test('what a tool was called with, and gave back', () => {
  const { messages } = conversation([
    attribute('gen_ai.tool.name', 'search'),
    attribute('gen_ai.tool.call.arguments', '{"id":12345678901234567890}'),
    attribute('gen_ai.tool.call.result', '3 found'),
  ]);

  deepEqual(
    messages.map(({ role, parts }) => [role, parts[0]!.name, parts[0]!.text]),
    [
      ['call', 'search', '{\n  "id": 12345678901234567890\n}'],
      ['tool', 'search', '3 found'],
    ],
  );
});

test('what is not in a known form stays an attribute, or is shown as JSON', () => {
  const odd = conversation([
    attribute('gen_ai.input.messages', 'no JSON'),
    attribute('gen_ai.output.messages', [1, 2]),
    attribute('gen_ai.system_instructions', [{ type: 'picture', uri: 'x' }, { type: 'text', content: 7 }]),
  ]);

  equal(odd.rest.length, 2);
  deepEqual(odd.messages[0]!.parts.map(({ kind, name }) => `${kind} ${name}`), ['other picture', 'other text']);
  deepEqual(conversation(undefined), { messages: [], rest: [] });
  equal(conversation([attribute('gen_ai.input.messages', [{ role: 3, parts: 'x' }])]).messages[0]!.parts.length, 0);
});

test('structured values are read as their JSON is', () => {
  const part = { kvlistValue: { values: [{ key: 'type', value: { stringValue: 'text' } }, { key: 'content', value: { stringValue: '[1]' } }] } };
  const message = { kvlistValue: { values: [{ key: 'role', value: { stringValue: 'user' } }, { key: 'parts', value: { arrayValue: { values: [part] } } }] } };
  const { messages } = conversation([{ key: 'gen_ai.input.messages', value: { arrayValue: { values: [message] } } }]);

  equal(messages[0]!.role, 'user');
  equal(messages[0]!.parts[0]!.text, '[1]');
});

test('deep values end', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

  equal(pretty(JSON.parse(deep)).endsWith(']'), true);
});
