// Copyright (c) 2026, Community SailPoint collection contributors
// GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later

// The official SDK for TypeScript drives the simulated tenant, in each API version that it has.
// PYTHON names an interpreter that can run the simulator; NODE_PATH leads to the SDK.

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const path = require("node:path");
const { after, before, beforeEach, test } = require("node:test");
const sdk = require("sailpoint-api-client");

const ROOT = path.resolve(__dirname, "../../..");
const TYPE = "CERTIFICATIONS";
const START = "2026-08-01T06:30:00.000Z";
const END = "2026-08-22T06:30:00.000Z";

let simulator;
let baseUrl;
let configuration;
let people;

async function control(method, address, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${baseUrl}/_simulator${address}`, { method, headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 200);
  return answer.json();
}

before(async () => {
  // The SDK says on every experimental call that it is one.
  console.log = () => {};
  const options = ["-m", "tests.simulator", "--people", "6", "--parent-pid", String(process.pid)];
  simulator = spawn(process.env.PYTHON, options, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of simulator.stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/SAIL_CLIENT_SECRET=.*\n/.test(text)) break;
  }
  for (const [, name, value] of text.matchAll(/export (\w+)=(.*)/g)) process.env[name] = value;
  baseUrl = process.env.SAIL_BASE_URL;
  assert.ok(baseUrl, `the simulator has not started: ${text}`);
  configuration = new sdk.Configuration();
  configuration.experimental = true;
});

beforeEach(async () => {
  await control("POST", "/reset");
  people = await control("GET", "/identities");
});

after(() => simulator.kill());

async function refused(promise, status, said) {
  const error = await promise.then(() => assert.fail("it was not refused"), (reason) => reason);
  assert.equal(error.response?.status, status);
  assert.match(error.response.data.messages[0].text, said);
}

test("the token is asked for with a multipart form", async () => {
  const data = await new sdk.Configuration().accessToken;
  assert.ok(data);
  const [request] = await control("GET", "/requests");
  assert.match(request.headers["content-type"], /^multipart\/form-data; boundary=/);
  assert.equal(request.status, 200);
});

for (const version of ["Beta", "V2024"]) {
  // Where the header of experimental APIs is needed, the SDK sends it by itself.
  const item = (reassignedToId, endDate) => ({
    [`configurationItemRequest${version}`]: {
      reassignedFromId: people[0].id, reassignedToId, configType: TYPE, startDate: START, endDate,
    },
  });

  test(`reassignment configurations, ${version}`, async () => {
    const api = new sdk[`WorkReassignment${version}Api`](configuration);
    const [anna, bruno, chloe] = people;

    const created = (await api.createReassignmentConfiguration(item(bruno.id, END))).data;
    assert.equal(created.identity.id, anna.id);
    const [detail] = created.configDetails;
    assert.equal(detail.targetIdentity.id, bruno.id);
    assert.deepEqual([detail.configType, detail.startDate, detail.endDate], [TYPE, START, END]);

    await api.putReassignmentConfig({ identityId: anna.id, ...item(chloe.id, null) });
    const [stored] = await control("GET", "/configurations");
    assert.deepEqual([stored.identity, stored.reassign_to, stored.end], [anna.alias, chloe.alias, null]);

    const [listed] = (await api.listReassignmentConfigurations()).data;
    const read = (await api.getReassignmentConfiguration({ identityId: anna.id })).data;
    assert.deepEqual(listed, read);
    assert.equal(read.configDetails[0].endDate, null);

    const chain = await api.getEvaluateReassignmentConfiguration({ identityId: anna.id, configType: TYPE });
    assert.ok(Array.isArray(chain.data));

    const key = { identityId: anna.id, configType: TYPE };
    assert.equal((await api.deleteReassignmentConfiguration(key)).status, 204);
    await refused(api.getReassignmentConfiguration({ identityId: anna.id }), 404, /no reassignment configuration/);
    await refused(api.createReassignmentConfiguration(item(anna.id, END)), 400, /same identity/);
  });

  test(`types and tenant-wide settings, ${version}`, async () => {
    const api = new sdk[`WorkReassignment${version}Api`](configuration);
    const types = (await api.getReassignmentConfigTypes()).data.map((type) => type.internalNameCamel);
    assert.deepEqual(types, Object.values(sdk[`ConfigTypeEnum${version}`]));
    const disabled = { configDetails: { disabled: true } };
    await api.putTenantConfiguration({ [`tenantConfigurationRequest${version}`]: disabled });
    assert.deepEqual((await api.getTenantConfigConfiguration()).data.configDetails, { disabled: true });
  });

  test(`identities, ${version}`, async () => {
    const api = new sdk[`Identities${version}Api`](configuration);
    const found = await api.listIdentities({ filters: 'alias eq "bruno.costa"', count: true });
    assert.deepEqual(found.data.map((identity) => identity.id), [people[1].id]);
    assert.equal(found.headers["x-total-count"], "1");
    assert.equal(found.data[0].managerRef.id, people[0].id);
  });
}

for (const version of ["V2024", ""]) {
  test(`public identities, ${version || "V3"}`, async () => {
    const api = new sdk[`PublicIdentities${version}Api`](configuration);
    const [found] = (await api.getPublicIdentities({ filters: 'email eq "bruno.costa@example.com"' })).data;
    assert.deepEqual([found.id, found.manager.id, found.identityState], [people[1].id, people[0].id, "ACTIVE"]);
  });
}

for (const version of ["Beta", "V2024", ""]) {
  test(`work items, ${version || "V3"}`, async () => {
    const [anna, bruno] = people;
    const work = [{ owner: anna.alias, type: "Approval" }, { owner: anna.alias, type: "Form" }, { owner: anna.alias }];
    await control("POST", "/reset", { people: people.length, work_items: work });
    const api = new sdk[`WorkItems${version}Api`](configuration);

    const open = await api.listWorkItems({ ownerId: anna.id, count: true, limit: 2 });
    assert.equal(open.headers["x-total-count"], "3");
    assert.equal(open.data.length, 2);
    const [approval, form] = open.data;
    // Beta answers with an array, and the SDK declares it as "object".
    const read = [(await api.getWorkItem({ id: approval.id })).data].flat();
    assert.deepEqual(read, [approval]);

    const [first, second] = approval.approvalItems;
    const decided = (await api.approveApprovalItem({ id: approval.id, approvalItemId: first.id })).data;
    assert.equal(decided.approvalItems[0].state, "Finished");
    const done = (await api.rejectApprovalItemsInBulk({ id: approval.id })).data;
    assert.deepEqual(done.approvalItems.map((one) => one.state), ["Finished", "Rejected"]);
    assert.equal(done.approvalItems[1].id, second.id);
    await api.submitAccountSelection({ id: form.id, requestBody: { account: "anna.admin" } });

    const last = (await control("GET", "/work_items")).find((item) => item.open);
    const body = { targetOwnerId: bruno.id, comment: "Anna is away." };
    const forward = (version ? api.forwardWorkItem : api.sendWorkItemForward).bind(api);
    const forwarded = await forward({ id: last.id, [`workItemForward${version}`]: body });
    assert.deepEqual([forwarded.status, forwarded.data], [200, ""]);
    const [moved] = (await api.listWorkItems({ ownerId: bruno.id })).data;
    assert.equal(moved.id, last.id);
    await api.completeWorkItem({ id: last.id, body: null });

    const completed = (await api.getCompletedWorkItems({ ownerId: anna.id })).data;
    assert.deepEqual(completed.map((entry) => entry.id), [approval.id, form.id]);
    const counted = (await api.getCountCompletedWorkItems({ ownerId: anna.id })).data;
    assert.deepEqual([counted].flat(), [{ count: 2 }]);
    assert.equal((await api.getWorkItemsSummary({ ownerId: bruno.id })).data.completed, 1);
  });
}
