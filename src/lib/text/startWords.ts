/** Whether this phone can open the app without a network. Only `kept` is a promise. */
import { inLanguage } from './language.ts';

export const startWords = inLanguage({
	zh: {
		kept: '没有网络也能打开。',
		fetching: '应用还没有全部存到这部手机，现在断网就打不开。连着网，一会儿就好。',
		loading: '住户还没有下完，现在断网，重新打开就看不到住户。连着网，一会儿就好。',
		impossible: '在这个浏览器或网址上，没有网络时打不开。'
	},
	en: {
		kept: 'It opens without a network, too.',
		fetching:
			'The app is not fully saved on this phone yet and would not open without a network now. Stay connected for a moment.',
		loading:
			'The households are still coming down and would be missing if it were opened without a network now. Stay connected for a moment.',
		impossible: 'In this browser or at this address it does not open without a network.'
	}
});
