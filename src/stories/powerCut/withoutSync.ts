// Loaded before the station by the negative control of the power cut: SQLite then promises a commit
// that is not on the disk yet. The station itself has no such setting.
import { DatabaseSync } from 'node:sqlite';

const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function weakened(sql: string) {
	exec.call(this, sql.replace('synchronous = FULL', 'synchronous = NORMAL'));
};
