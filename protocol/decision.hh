// The decision of the old buffer protocol: whether an object lends its bytes, and which.
//
// An object is asked in steps, and each step is written once, here. The four functions take the
// steps in the order of [decide], after a look at the grant. Windows and array's fromstring take
// the same steps in their own order, with their own error texts.
//
// [decide] tells its asker what each step found. The askers of the four functions are [unobserved]:
// they ignore it, which compiles to nothing. An asker that records the steps shows how an answer
// came about, from the very code that gives the answer.
#ifndef SLOTBUF_PROTOCOL_DECISION_HH
#define SLOTBUF_PROTOCOL_DECISION_HH

#include "../runtime/bytes_head.hh"
#include "../runtime/check.hh"
#include "../runtime/error.hh"
#include "../runtime/pin.hh"
#include "../runtime/type.hh"

namespace slotbuf {

// What the caller wants to do with the bytes. Each access has its own slot and its own grant.
enum class access { read, write, character };

constexpr unsigned grant_of(access wanted) {
  return wanted == access::read    ? SLOTBUF_GRANT_READ
         : wanted == access::write ? SLOTBUF_GRANT_WRITE
                                   : SLOTBUF_GRANT_CHAR;
}

// What a function of the protocol asks for, and its error for a type without the slot.
struct question {
  access wanted;
  const char *no_slot;  // a TypeError
};

inline constexpr question for_reading{access::read, "expected a readable buffer object"};
inline constexpr question for_writing{access::write, "expected a writeable buffer object"};
inline constexpr question for_characters{access::character,
                                         "expected a string or other character buffer object"};

// The bytes lent. {NULL, -1} means refused: with an error, or without one if the slot that refused
// set none.
struct segment {
  void *bytes = nullptr;
  Py_ssize_t size = 0;
};
constexpr segment refused{nullptr, -1};

inline segment refuse(const char *text) {
  set_error(TypeError, text);
  return refused;
}

// ---- The steps.

// Does the object grant the access (Slotbuf_Grants)? Then its head is the answer, and nothing else
// is asked. Callers check the grant themselves, where that can be inlined.
inline segment head_of(const PyObject *object) {
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(object);
  const Py_ssize_t size = size_of(object);
  SLOTBUF_CHECK(size == 0 || (size > 0 && head->ob_bytes));
  return {head->ob_bytes, size};
}

// Does the type have the slot, and bf_getsegcount to go with it?
inline bool has_slot(const PyBufferProcs *procs, access wanted) {
  if (!procs || !procs->bf_getsegcount) return false;
  return wanted == access::read    ? procs->bf_getreadbuffer != nullptr
         : wanted == access::write ? procs->bf_getwritebuffer != nullptr
                                   : procs->bf_getcharbuffer != nullptr;
}

// How many segments are there? An error that bf_getsegcount sets stays pending. A window on leased
// bytes has none, and the error of the lease is the one to give.
inline Py_ssize_t count_segments(PyObject *object, const PyBufferProcs *procs) {
  return procs->bf_getsegcount(object, nullptr);
}

// What does the slot answer for segment [index]?
inline segment ask_slot(PyObject *object, const PyBufferProcs *procs, access wanted,
                        Py_ssize_t index = 0) {
  if (wanted == access::character) {
    char *characters = nullptr;
    const Py_ssize_t size = procs->bf_getcharbuffer(object, index, &characters);
    return SLOTBUF_UNLIKELY(size < 0) ? refused : segment{characters, size};
  }
  void *bytes = nullptr;
  const Py_ssize_t size = wanted == access::read ? procs->bf_getreadbuffer(object, index, &bytes)
                                                 : procs->bf_getwritebuffer(object, index, &bytes);
  return SLOTBUF_UNLIKELY(size < 0) ? refused : segment{bytes, size};
}

// ---- The decision.

enum class step { slot, segments, answer };

constexpr char not_one_segment[] = "expected a single-segment buffer object";

// The decision about an object that does not grant the access. CPython 2.7: PyObject_AsReadBuffer
// and its siblings. [asker] is told what each step found, and makes the result:
//
//   found(step, what)  what the step found; [unobserved] ignores it
//   lend(segment)      the bytes are lent
//   refuse(text)       a TypeError with this text
//   refuse()           the slot refused, with whatever error it set
template <class Asker>
[[gnu::always_inline]] inline auto decide(PyObject *object, const question &asked, Asker asker) {
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  const bool may_answer = has_slot(procs, asked.wanted);
  asker.found(step::slot, may_answer);
  if (SLOTBUF_UNLIKELY(!may_answer)) return asker.refuse(asked.no_slot);

  // An object that declares one segment is not asked for the number, unless its slot refuses. Then
  // the number decides the error, as in CPython 2.7, which asks for it first.
  if (SLOTBUF_UNLIKELY(Slotbuf_Grants(object, SLOTBUF_ONE_SEGMENT))) {
    const segment answer = ask_slot(object, procs, asked.wanted);
    asker.found(step::answer, answer.size);
    if (SLOTBUF_LIKELY(answer.size >= 0)) return asker.lend(answer);
    const Py_ssize_t segments = count_segments(object, procs);
    asker.found(step::segments, segments);
    return segments == 1 || (segments < 0 && failed_for_holder()) ? asker.refuse()
                                                                  : asker.refuse(not_one_segment);
  }

  const Py_ssize_t segments = count_segments(object, procs);
  asker.found(step::segments, segments);
  if (SLOTBUF_UNLIKELY(segments != 1))
    return segments < 0 && failed_for_holder() ? asker.refuse() : asker.refuse(not_one_segment);
  const segment answer = ask_slot(object, procs, asked.wanted);
  asker.found(step::answer, answer.size);
  return SLOTBUF_LIKELY(answer.size >= 0) ? asker.lend(answer) : asker.refuse();
}

// An asker whose steps nobody looks at. It compiles to nothing.
struct unobserved {
  void found(step, Py_ssize_t) const {}
};

}  // namespace slotbuf

#endif
