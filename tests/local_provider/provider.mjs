// A real OpenID Connect provider (the certified package `oidc-provider`) in a process of its own.
//
// It prints its issuer when it is ready. Tests say by POST /test/state who works there and, to see
// that it is refused, how the next ID tokens are bent after the provider made them.
import http from 'node:http';

import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const RING = { alg: 'RS256', use: 'sig' };
const own = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256', { extractable: true });
const EMPTY = { people: {}, bend: null };
let state = EMPTY;

const server = http.createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'welcome-desk',
    client_secret: 'only for tests, and long enough for them',
    redirect_uris: ['http://testserver/desk/by/town-hall/answer/'],
    post_logout_redirect_uris: ['http://testserver/desk/by/town-hall/left/'],
  }],
  jwks: { keys: [{ ...(await exportJWK(own.privateKey)), ...RING, kid: 'own' }] },
  claims: { openid: ['sub', 'groups', 'acr', 'amr', 'auth_time'], profile: ['name', 'teams'] },
  acrValues: ['two', 'one'],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource: askToLeave },
  },
  interactions: { url: (_, interaction) => `/door/${interaction.uid}` },
  cookies: { keys: ['only for tests'] },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({ sub, ...state.people[sub]?.claims }),
  }),
  // Nobody is asked what the desk may see: an organisation decides that for its staff.
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({
      clientId: client.clientId, accountId: session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
// The test server listens elsewhere each time.
const isOurs = (uri) => /^http:\/\/(testserver|localhost:\d+)\/desk\/by\/[a-z-]+\//.test(uri);
provider.Client.prototype.redirectUriAllowed = isOurs;
provider.Client.prototype.postLogoutRedirectUriAllowed = isOurs;

async function askToLeave(ctx, form) {
  ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Leave</button>`);
}

function page(content) {
  return `<!doctype html><html lang="en"><title>Town hall</title>
    <link rel="icon" href="data:,">${content}</html>`;
}

async function body(ctx) {
  const parts = [];
  for await (const part of ctx.req) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function bent(token, { header, claims, key }) {
  const told = Object.entries({ ...decodeJwt(token), ...claims });
  // What is null is not told at all.
  const changed = Object.fromEntries(told.filter(([, value]) => value !== null));
  if (header?.alg === 'none') {
    const parts = [header, changed].map((p) => Buffer.from(JSON.stringify(p)).toString('base64url'));
    return `${parts.join('.')}.`;
  }
  const signer = key === 'foreign' ? foreign.privateKey : key ? Buffer.from(key) : own.privateKey;
  return new SignJWT(changed).setProtectedHeader({ alg: 'RS256', kid: 'own', ...header }).sign(signer);
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/test/state') {
    state = { ...EMPTY, ...JSON.parse(await body(ctx)) };
    ctx.status = 204;
  } else if (ctx.path.startsWith('/door/') && ctx.method === 'GET') {
    ctx.body = page(`<h1>Town hall</h1><form method="post">
      <label>Who <input name="who" autofocus></label>
      <button name="do" value="enter">Enter</button>
      <button name="do" value="cancel">Cancel</button></form>`);
  } else if (ctx.path.startsWith('/door/')) {
    const sent = new URLSearchParams(await body(ctx));
    const who = sent.get('who');
    const result = sent.get('do') === 'cancel'
      ? { error: 'access_denied', error_description: 'Cancelled by the user' }
      : { login: { accountId: who, ...state.people[who]?.level } };
    await provider.interactionFinished(ctx.req, ctx.res, result);
    ctx.respond = false;
  } else {
    await next();
    if (state.bend && ctx.body?.id_token) {
      const token = state.bend.drop ? undefined : await bent(ctx.body.id_token, state.bend);
      ctx.body = { ...ctx.body, id_token: token };
    }
  }
});
server.on('request', provider.callback());
console.log(issuer);
