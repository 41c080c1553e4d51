/* Objects in a ring, each holding the address of the next in its first bytes: the next question cannot
 * begin before the last is answered. What chain measures. */
#ifndef SLOTBUF_BENCH_PEERS_RING_H
#define SLOTBUF_BENCH_PEERS_RING_H

#include "loop.h"

/* A stride that shares no factor with the number of objects visits all of them. */
enum { RING_OBJECTS = 64, RING_STRIDE = 27 };

struct ring {
  void *at;
  void *objects[RING_OBJECTS];
};

/* Makes the objects by [make], which copies 16 bytes; [bytes_of] says where the copy is. */
static inline struct ring *make_ring(void *(*make)(const void *sixteen),
                                     const void *(*bytes_of)(void *object)) {
  struct ring *ring = (struct ring *)calloc(1, sizeof *ring);
  if (ring == NULL) return NULL;
  for (size_t i = 0; i < RING_OBJECTS; ++i) ring->objects[i] = make(SIXTEEN);
  for (size_t i = 0; i < RING_OBJECTS; ++i) {
    void *next = ring->objects[(i + RING_STRIDE) % RING_OBJECTS];
    memcpy((void *)bytes_of(ring->objects[i]), &next, sizeof next);
  }
  ring->at = ring->objects[0];
  return ring;
}

/* The object behind the one that [bytes] are the bytes of. */
static inline void *next_in_ring(const void *bytes) {
  void *next;
  memcpy(&next, bytes, sizeof next);
  return next;
}

static inline int ring_is_whole(struct ring *ring, const void *(*bytes_of)(void *object)) {
  void *at = ring->at;
  size_t steps = 0;
  do {
    at = next_in_ring(bytes_of(at));
  } while (++steps < RING_OBJECTS && at != ring->at);
  return steps == RING_OBJECTS && at == ring->at;
}

static inline void free_ring(struct ring *ring, void (*drop)(void *)) {
  for (size_t i = 0; i < RING_OBJECTS; ++i) drop(ring->objects[i]);
  free(ring);
}

#endif
