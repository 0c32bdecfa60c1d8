/* Threads for tests: as many that sleep as the first argument says, one that is busy, and one that leaves for namespaces of its own. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static pthread_barrier_t all;

static void *sleeper(void *name)
{
	prctl(PR_SET_NAME, name);
	pthread_barrier_wait(&all);
	for (;;)
		pause();
}

static void *spinner(void *name)
{
	prctl(PR_SET_NAME, name);
	pthread_barrier_wait(&all);
	for (;;)
		;
}

static void *outsider(void *name)
{
	prctl(PR_SET_NAME, name);
	if (unshare(CLONE_NEWNET | CLONE_NEWUTS) != 0)
		perror("unshare");
	pthread_barrier_wait(&all);
	for (;;)
		pause();
}

static void start(void *(*run)(void *), const char *name)
{
	pthread_t thread;
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 65536);
	if (pthread_create(&thread, &attributes, run, (void *)name) != 0) {
		perror("pthread_create");
		exit(1);
	}
}

int main(int count, char **words)
{
	int sleepers = count > 1 ? atoi(words[1]) : 1;
	pthread_barrier_init(&all, NULL, sleepers + 3);
	for (int index = 0; index < sleepers; index++)
		start(sleeper, "sleeper");
	start(spinner, "spinner");
	start(outsider, "outsider");
	pthread_barrier_wait(&all);
	puts("ready");
	fflush(stdout);
	for (;;)
		pause();
}
