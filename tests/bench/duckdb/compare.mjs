// SPDX-License-Identifier: Apache-2.0
//
// node compare.mjs TRAIL RASTRO-CLI [RUNS]: a folder of .json.gz files put to DuckDB and to rastro-cli, each from
// nothing: load, then one question. "same columns": DuckDB keeps what Rastro keeps of each event, ready for any question;
// "few columns": only the six that are asked about, told beforehand. Both are told the shape, so nothing is guessed.
// Prints JSON: medians of seconds, the ratio, and whether both count the same.
import {DuckDBInstance} from '@duckdb/node-api';
import {execFileSync} from 'node:child_process';
import {availableParallelism} from 'node:os';

const [trail, cli, runs = '3'] = process.argv.slice(2);
const few = `eventName VARCHAR, eventSource VARCHAR, awsRegion VARCHAR, errorCode VARCHAR, sourceIPAddress VARCHAR,
  userIdentity STRUCT(arn VARCHAR)`;
const same = `eventName VARCHAR, eventSource VARCHAR, awsRegion VARCHAR, errorCode VARCHAR, errorMessage VARCHAR,
  sourceIPAddress VARCHAR, userAgent VARCHAR, eventTime TIMESTAMP, eventID VARCHAR, requestID VARCHAR,
  sharedEventID VARCHAR, readOnly BOOLEAN, eventType VARCHAR, eventCategory VARCHAR, recipientAccountId VARCHAR,
  vpcEndpointId VARCHAR, responseElements STRUCT(credentials STRUCT(accessKeyId VARCHAR),
  accessKey STRUCT(accessKeyId VARCHAR)), userIdentity STRUCT(type VARCHAR, arn VARCHAR, accountId VARCHAR,
  accessKeyId VARCHAR, userName VARCHAR, principalId VARCHAR, invokedBy VARCHAR,
  onBehalfOf STRUCT(userId VARCHAR), sessionContext STRUCT(sourceIdentity VARCHAR,
  sessionIssuer STRUCT(arn VARCHAR, userName VARCHAR), attributes STRUCT(creationDate VARCHAR)))`;
const questions = {
  byCall: {sql: 'SELECT eventName AS key, count(*) AS n FROM events GROUP BY ALL', flags: ['--by', 'eventName']},
  denied: {
    sql: "SELECT awsRegion AS key, count(*) AS n FROM events WHERE errorCode ILIKE '%denied%' GROUP BY ALL",
    flags: ['--by', 'awsRegion', '-w', 'err:*denied*'],
  },
  byAddress: {
    sql: 'SELECT sourceIPAddress AS key, count(*) AS n FROM events GROUP BY ALL',
    flags: ['--by', 'sourceIPAddress'],
  },
};

async function timed(work) {
  const start = process.hrtime.bigint();
  const value = await work();
  return {seconds: Number(process.hrtime.bigint() - start) / 1e9, value};
}

async function inDuckDb(columns, sql) {
  const instance = await DuckDBInstance.create(':memory:', {threads: String(availableParallelism())});
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE events AS SELECT unnest(event) FROM (SELECT unnest(Records) AS event FROM read_json('${trail.replaceAll("'", "''")}/**/*.json.gz',
     format = 'auto', columns = {Records: 'STRUCT(${columns})[]'}, maximum_object_size = 1000000000))`);
  const rows = await (await connection.runAndReadAll(sql)).getRowObjects();
  connection.closeSync();
  return new Map(rows.map(({key, n}) => [key, Number(n)]));
}

function inRastro(flags) {
  const out = execFileSync(cli, ['count', trail, '-f', 'json', ...flags], {maxBuffer: 1 << 30});
  return new Map(JSON.parse(out).map(({key, count}) => [key[0], count]));
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];
const isSame = (a, b) => a.size === b.size && [...a].every(([key, n]) => b.get(key) === n);
const result = {};
const cases = [['same columns', same], ['few columns', few]].flatMap(
  ([name, columns]) => Object.entries(questions).map(([question, of]) => [`${question}, ${name}`, columns, of]));
for (const [name, columns, {sql, flags}] of cases) {
  const duck = [];
  const ours = [];
  let isEqual = true;
  for (let run = 0; run < Number(runs); ++run) {
    const a = await timed(() => inDuckDb(columns, sql));
    const b = await timed(() => inRastro(flags));
    duck.push(a.seconds);
    ours.push(b.seconds);
    isEqual &&= isSame(a.value, b.value);
  }
  result[name] = {duckDbSeconds: median(duck), rastroSeconds: median(ours),
                  timesAsFast: median(duck.map((seconds, i) => seconds / ours[i])), sameCounts: isEqual};
}
console.log(JSON.stringify(result, null, 2));
