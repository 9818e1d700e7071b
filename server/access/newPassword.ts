/** A first password for somebody, made at random; it is shown once. */
import { randomInt } from 'node:crypto';

/** Without signs that look like one another; 12 of them are 60 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const passwordLength = 12;

export function newPassword(): string {
	return Array.from({ length: passwordLength }, () => signs[randomInt(signs.length)]).join('');
}
