import { databaseKeepingContract } from './databaseKeepingContract.ts';
import { documentStoreContract } from './documentStoreContract.ts';
import { openMemoryStorage } from './memoryStorage.ts';

documentStoreContract('memory', async () => openMemoryStorage());
databaseKeepingContract('memory', async () => openMemoryStorage());
