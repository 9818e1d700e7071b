/** What the keeper sets from outside, by environment variables; each wrong value has its sentence. */
import { join, resolve } from 'node:path';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { DemoSize } from './demo/demoSize.ts';

export interface StationConfig {
	host: string;
	/** 0 takes any free port. */
	port: number;
	dataDir: string;
	/** Where the built app lies. */
	buildDir: string;
	/** A proxy of ours stands in front and says who calls and how. */
	behindProxy: boolean;
	/** A JWK Set: whose tokens are taken. */
	tokenKeysFile: string | undefined;
	/** The station speaks HTTPS itself. */
	tls: { certFile: string; keyFile: string } | undefined;
	/** Who shows it reads /metrics from elsewhere. */
	metricsToken: string | undefined;
	/** Whose web programs may speak with /db from their own pages. */
	origins: readonly string[];
	/** Also requests that went well stand in the log. */
	logRequests: boolean;
	/** How long phones carry what is over. */
	feedWindowDays: number;
	/** Of the demo that a first start makes. */
	demoSize: DemoSize;
	/** Undefined: documents lie in files of `dataDir`. */
	cluster: ClusterConfig | undefined;
}

/** An Apache CouchDB cluster that holds everything. The address carries a password: never show it. */
export interface ClusterConfig {
	url: string;
	/** Before every name of this community there. */
	prefix: string;
}

/** Short enough to be guessed is as good as none. */
const shortestToken = 16;

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment): Outcome<StationConfig, string> {
	const port = environment['PORT'] ?? '5985';
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
		return refused(`PORT 应是 0 到 65535 的整数，现在是“${port.slice(0, 20)}”。`);
	}
	const host = environment['HOST'] ?? '127.0.0.1';
	if (!/^[A-Za-z0-9.:-]{1,253}$/.test(host)) {
		return refused('HOST 应是一个地址或主机名，例如 127.0.0.1。');
	}
	const cluster = readCluster(environment);
	if (!cluster.ok) return cluster;
	const [certFile = '', keyFile = ''] = [environment['TLS_CERT'], environment['TLS_KEY']];
	if ((certFile === '') !== (keyFile === '')) {
		return refused('TLS_CERT 和 TLS_KEY 要一起给：证书文件和私钥文件。');
	}
	const behindProxy = environment['BEHIND_PROXY'] === '1';
	if (behindProxy && certFile !== '') {
		return refused('BEHIND_PROXY=1 和 TLS_CERT 不能一起用：HTTPS 由代理来做，或由同步站自己做。');
	}
	const metricsToken = environment['METRICS_TOKEN'] ?? '';
	if (metricsToken !== '' && metricsToken.length < shortestToken) {
		return refused(
			`METRICS_TOKEN 至少 ${shortestToken} 个字符，例如 openssl rand -hex 16 的结果。`
		);
	}
	const feedMonths = environment['FEED_MONTHS'] ?? '12';
	if (!/^[1-9]\d?$/.test(feedMonths)) {
		return refused(`FEED_MONTHS 应是 1 到 99 的月数，现在是“${feedMonths.slice(0, 20)}”。`);
	}
	const demoSize = environment['DEMO_SIZE'] ?? 'whole';
	if (demoSize !== 'whole' && demoSize !== 'small') {
		return refused(`DEMO_SIZE 应是 whole 或 small，现在是“${demoSize.slice(0, 20)}”。`);
	}
	const origins = (environment['CORS_ORIGINS'] ?? '').split(',').map((one) => one.trim());
	const named = origins.filter((one) => one !== '');
	const wrong = named.find((one) => URL.parse(one)?.origin !== one);
	if (wrong !== undefined) {
		return refused(
			`CORS_ORIGINS 应是用逗号隔开的网页来源，例如 https://tools.example，现在有“${wrong.slice(0, 60)}”。`
		);
	}
	return accepted({
		origins: named,
		feedWindowDays: Math.ceil((Number(feedMonths) * 365) / 12),
		demoSize,
		cluster: cluster.value,
		host,
		port: Number(port),
		dataDir: resolve(environment['DATA_DIR'] ?? './data'),
		buildDir: resolve(environment['BUILD_DIR'] ?? join(import.meta.dirname, '../build')),
		behindProxy,
		tokenKeysFile: environment['JWT_KEYS'] === '' ? undefined : environment['JWT_KEYS'],
		tls: certFile === '' ? undefined : { certFile: resolve(certFile), keyFile: resolve(keyFile) },
		metricsToken: metricsToken === '' ? undefined : metricsToken,
		logRequests: environment['LOG_REQUESTS'] === '1'
	});
}

function readCluster(environment: Environment): Outcome<ClusterConfig | undefined, string> {
	const store = environment['STORE'] ?? 'sqlite';
	if (store === 'sqlite') return accepted(undefined);
	if (store !== 'couchdb') {
		return refused(`STORE 应是 sqlite 或 couchdb，现在是“${store.slice(0, 20)}”。`);
	}
	const url = environment['COUCHDB_URL'];
	if (url === undefined || url === '') {
		return refused(`STORE=couchdb 时还要写明集群的地址：COUCHDB_URL=${sampleUrl}`);
	}
	const parsed = URL.parse(url);
	if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search !== '' || parsed.hash !== '') {
		return refused(`COUCHDB_URL 应是 http:// 或 https:// 开头的地址，例如 ${sampleUrl}`);
	}
	if (parsed.username === '' || parsed.password === '') {
		return refused(`COUCHDB_URL 里要有 CouchDB 管理员的用户名和密码，例如 ${sampleUrl}`);
	}
	const prefix = environment['COUCHDB_PREFIX'] ?? '';
	if (!/^(?:[a-z][a-z0-9_-]{0,30})?$/.test(prefix)) {
		return refused('COUCHDB_PREFIX 只用小写字母、数字、横线和下划线，以字母开头，最多 31 个字符。');
	}
	return accepted({ url, prefix });
}

const sampleUrl = 'http://用户名:密码@couchdb:5984';

export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
