/** How each kind of open feed writes its beginning, rows, signs of life and end. */

export interface FeedForm {
	contentType: string;
	opening: string;
	row: (json: string, seq: string, isFirst: boolean) => string;
	heartbeat: string;
	closing: (lastSeq: string) => string;
	/** The same for a list that counts nothing pending. */
	ending: (lastSeq: string) => string;
}

export const feedForms: Readonly<Record<'longpoll' | 'continuous' | 'eventsource', FeedForm>> = {
	longpoll: {
		contentType: 'application/json',
		opening: '{"results":[\n',
		row: (json, _, isFirst) => (isFirst ? json : `,\n${json}`),
		heartbeat: '\n',
		closing: (lastSeq) => `\n],\n"last_seq":"${lastSeq}","pending":0}\n`,
		ending: (lastSeq) => `\n],\n"last_seq":"${lastSeq}"}\n`
	},
	continuous: {
		contentType: 'application/json',
		opening: '',
		row: (json) => `${json}\n`,
		heartbeat: '\n',
		closing: (lastSeq) => `{"last_seq":"${lastSeq}","pending":0}\n`,
		ending: (lastSeq) => `{"last_seq":"${lastSeq}"}\n`
	},
	eventsource: {
		contentType: 'text/event-stream',
		opening: '',
		row: (json, seq) => `data: ${json}\nid: ${seq}\n\n`,
		heartbeat: 'event: heartbeat\ndata: \n\n',
		closing: () => '',
		ending: () => ''
	}
};
