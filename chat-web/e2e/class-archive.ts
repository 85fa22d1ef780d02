import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from './server';

/**
 * Run once before all tests: keeps what a server loads while it starts, so that the hundred that follow start in two thirds
 * of the time. A virtual machine that cannot use the archive starts as ever.
 */
export default async function archiveClasses(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'chat-e2e-classes-'));
  const archive = join(folder, 'server.jsa');
  const server = await new Server().start(`-XX:ArchiveClassesAtExit=${archive}`);
  await server.stop();
  await server.remove();
  process.env.E2E_CLASS_ARCHIVE = archive;
  return () => rmSync(folder, { recursive: true, force: true });
}
