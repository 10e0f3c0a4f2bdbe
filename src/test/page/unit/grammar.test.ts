import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { LOG_FIELDS, params, quoted, RUN_FIELDS, TRACE_FIELDS, words } from '../../../main/resources/web/app/filter/grammar';

test('fields become parameters, the rest is text', () => {
  deepEqual(params('state:failed branch:main duration>10s lint', RUN_FIELDS), {
    state: 'failed',
    branch: 'main',
    minDuration: '10s',
    q: 'lint',
  });
});

test('several words of text are looked for together, in quotes as one', () => {
  deepEqual(params('no "such host" here', LOG_FIELDS), { q: 'no such host here' });
  deepEqual(params('name:"make test"', RUN_FIELDS), { name: 'make test' });
});

test('a field of a closed set takes several values, another the last', () => {
  deepEqual(params('state:failed state:running', RUN_FIELDS), { state: 'failed,running' });
  deepEqual(params('branch:a branch:b', RUN_FIELDS), { branch: 'b' });
});

test('what no field is called, or an operator that it has not, is text', () => {
  deepEqual(params('http://a:80 state>failed', RUN_FIELDS), { q: 'http://a:80 state>failed' });
  deepEqual(params('status:error', TRACE_FIELDS), { status: 'error' });
});

test('a field without a value yet asks for nothing', () => {
  deepEqual(params('state: ', RUN_FIELDS), {});
});

test('words know where they stand', () => {
  const text = 'level:warn  "a b';
  deepEqual(
    words(text, LOG_FIELDS).map(({ start, end, value }) => [text.slice(start, end), value]),
    [
      ['level:warn', 'warn'],
      ['"a b', 'a b'],
    ],
  );
});

test('a value with a space is quoted', () => {
  equal(quoted('make test'), '"make test"');
  equal(quoted('main'), 'main');
  equal(quoted('a"b'), '"ab"');
});
