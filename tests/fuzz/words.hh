// The words that programs are made of. Each has two sides, slotbuf's and the model's, which must
// have the same result.
#ifndef SLOTBUF_TESTS_FUZZ_WORDS_HH
#define SLOTBUF_TESTS_FUZZ_WORDS_HH

#include <slotbuf.h>

#include <span>
#include <string>
#include <utility>

#include "model.hh"

namespace slotbuf::fuzz {

struct call;

// The result of slotbuf's side; its error is pending.
struct reply {
  PyObject *object = nullptr;  // owned
  long number = 0;
  bytes shown;
  bool failed = false;
};

// The result of the model's side. Failures are thrown.
struct answer {
  answer(handle made = nullptr, long count = 0, bytes read = {})
      : object(std::move(made)), number(count), shown(std::move(read)) {}

  handle object;
  long number;
  bytes shown;
};

// Why a word may not be played, and how it may fail. A program that doubles something again and
// again says nothing new.
enum trait : unsigned {
  plain = 0,
  adds_sizes = 1,      // those of both operands
  repeats = 2,         // the first operand, so many times
  makes_size = 4,      // of a number
  counts = 8,          // the operand may be such a number
  quadruples = 16,     // the operand
  nests = 32,          // the operands in what it makes; slices would share parts without end
  never_fails = 64,    // but for want of memory
  wants_memory = 128,  // all it asks for, or leaves something half done
  deepens = 256,       // the last operand, which must be no slice, nor an array: its repr has parts
};

struct word {
  const char *name;
  const char *form;
  unsigned traits;
  reply (*play)(call &call);
  answer (*predict)(call &call);
};

extern const std::span<const word> making_words, buffer_words, object_words, item_words,
    method_words, host_words;

std::span<const word> words();

// ---- The ways that slotbuf's side ends.

inline reply given(PyObject *object) { return {object, 0, {}, object == nullptr}; }
inline reply status(int result) { return {nullptr, 0, {}, result < 0}; }
inline reply counted(long result) {
  return {nullptr, result, {}, result == -1 && PyErr_Occurred() != nullptr};
}

}  // namespace slotbuf::fuzz

#endif
