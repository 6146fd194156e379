/** Puts the operator's API on a server, behind /console/api. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { Fault } from '../errors.ts';
import * as accounts from './accounts.ts';
import { appSettings } from './app-settings.ts';
import * as apps from './apps.ts';
import * as audit from './audit.ts';
import { carrierTable } from './carriers.ts';
import * as login from './login.ts';
import { overview } from './overview.ts';
import * as pushes from './pushes.ts';
import { Refused } from './refused.ts';
import type { ConsoleParts, Mount } from './resource.ts';
import * as session from './session.ts';
import { sessionSearch } from './sessions.ts';
import * as tagLists from './tag-lists.ts';

const resources: Mount[] = [
  ...[login.start, login.login, login.logout, login.whoAmI, login.ownPassword],
  overview,
  ...[sessionSearch, session.oneSession, session.revealSession, session.sessionDocument, session.sessionErasure],
  ...[pushes.pushList, pushes.pushContent, pushes.pushReplay],
  ...[
    apps.appList,
    apps.appCreation,
    apps.appRotation,
    apps.appDisabling,
    apps.appEnabling,
    apps.endpointTest,
    appSettings,
  ],
  carrierTable,
  ...[tagLists.tagListList, tagLists.tagListRemoval, tagLists.addTagListUpload],
  ...[audit.auditList, audit.auditVerification],
  ...[accounts.accountList, accounts.accountCreation, accounts.accountPassword, accounts.accountRemoval],
];

export function addConsole(app: FastifyInstance, parts: ConsoleParts): void {
  app.register(
    async (scope) => {
      scope.addHook('onRequest', async (_request, reply) => protect(reply));
      answerRefusals(scope);
      for (const mount of resources) mount(scope, parts);
    },
    { prefix: '/console/api' },
  );
}

/** Replies are data for our own page: nobody keeps, frames, guesses at or runs them. */
function protect(reply: FastifyReply): void {
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
}

function answerRefusals(scope: FastifyInstance): void {
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send({ word: error.word, message: error.message });
    // The session's state says no: there is no such document.
    if (error instanceof Fault)
      return reply.code(409).send({ word: 'conflict', code: error.code, message: error.message });
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return reply.code(status).send({ word: 'bad_request', message: 'The request cannot be read.' });
    request.log.error({ err: error }, 'a request of the console failed by our own fault');
    return reply.code(500).send({ word: 'own_fault', message: `Our own fault, in the log under ${request.id}.` });
  });
}
