/**
What a container, a process and a namespace are called from one snapshot to the next.
*/

/**
Engine and id of a container, or runtime and kernel evidence where no engine knows it. Stable over its life.
*/
export type ContainerKey = string;

/**
`pid:startTicks`: a reused pid is another process.
*/
export type ProcessKey = string;

/**
`process/id:startTicks`, with the key of its process.
*/
export type ThreadKey = string;

/**
`kind:inode`.
*/
export type NamespaceKey = string;
