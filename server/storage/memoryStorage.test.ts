import { documentStoreContract } from './documentStoreContract.ts';
import { openMemoryStorage } from './memoryStorage.ts';

documentStoreContract('memory', async () => openMemoryStorage());
