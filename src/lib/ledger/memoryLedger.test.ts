import { ledgerContract } from './ledgerContract.ts';
import { openMemoryLedger } from './memoryLedger.ts';

ledgerContract('memory', async () => openMemoryLedger('feed-grid-150105001019-01'));
