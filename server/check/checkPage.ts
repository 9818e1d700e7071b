/**
 * The page that answers whether a badge is real: plain HTML without a script, a cookie or anything
 * from elsewhere. It says who she is for the community, and nothing that a stranger could use.
 */
import { createHash } from 'node:crypto';
import type { SettingsFields } from '#lib/domain/communityDocuments.ts';
import type { MongolianPiece } from '#lib/text/mongolianWords.ts';
import { mongolianWords } from '#lib/text/mongolianWords.ts';
import { checkStyle } from './checkStyle.ts';
import { checkWords as words } from './checkWords.ts';

export interface Checked {
	community: string;
	dutyPhone: string;
	scripts: SettingsFields['scripts'];
	/** As it is read in Hohhot. */
	time: string;
	/** Undefined for a badge that is nobody's. */
	holder:
		{ name: string; works: string[]; until: string; isStaff: boolean; photo: string } | undefined;
}

export function checkPage(checked: Checked): string {
	const { community, dutyPhone, scripts, time, holder } = checked;
	const mn = (piece: MongolianPiece) =>
		scripts === 'zh' || piece.words === ''
			? ''
			: `<span class="mn" lang="mn-Mong">${escaped(piece.words)}</span>`;
	const both = (zh: string, piece: MongolianPiece) => {
		const own = `<span>${escaped(zh)}</span>`;
		return scripts === 'mn_zh' ? mn(piece) + own : own + mn(piece);
	};
	const fact = (zh: string, piece: MongolianPiece, value: string) =>
		`<div><dt>${both(zh, piece)}</dt><dd>${value}</dd></div>`;
	const call =
		dutyPhone === ''
			? escaped(words.noPhone)
			: `<a href="tel:${escaped(dutyPhone)}">${escaped(dutyPhone)}</a>`;
	const mark = holder
		? both(words.staffMark, mongolianWords.yes)
		: both(words.nobodyMark, mongolianWords.no);
	const said = holder ? (holder.isStaff ? words.staff : words.volunteer) : words.nobody;
	const photo =
		holder && holder.photo !== ''
			? `<img src="data:image/jpeg;base64,${holder.photo}" alt="${escaped(holder.name)}" width="120" height="150"><p>${words.sameFace}</p>`
			: '';
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(words.title(community))}</title><style>${checkStyle}</style></head>
<body><main class="${holder ? 'yes' : 'no'}"><p class="community">${escaped(words.title(community))}</p>
<h1><span class="mark">${mark}</span>${escaped(said)}</h1>
${holder ? photo : `<p>${words.nobodyHint}</p>`}
<dl>${
		holder
			? fact(words.name, mongolianWords.name, escaped(holder.name)) +
				fact(words.work, mongolianWords.work, holder.works.map(escaped).join('<br>')) +
				fact(words.until, mongolianWords.howLong, escaped(holder.until))
			: ''
	}${fact(words.phone, mongolianWords.phone, call)}${fact(words.time, mongolianWords.time, escaped(time))}</dl>
${scripts === 'zh' ? '' : `<p class="awaiting">${words.awaiting}</p>`}
</main></body></html>
`;
}

const styleHash = createHash('sha256').update(checkStyle).digest('base64');

export const checkHeaders: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Cache-Control': 'no-store',
	'Content-Security-Policy': [
		"default-src 'none'",
		`style-src 'sha256-${styleHash}'`,
		'img-src data:',
		"font-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'"
	].join('; '),
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'X-Robots-Tag': 'noindex'
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
