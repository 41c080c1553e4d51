#include "machine.hh"

#include <cstring>
#include <utility>

#include "../support/allocator.hh"

namespace slotbuf::fuzz {

lie told = lie::none;

// Something of each kind, so that short programs reach something.
machine::machine() {
  const bytes letters = {'a', 'b', 'c', 'd', 'e', 'f'};
  const char *const text = reinterpret_cast<const char *>(letters.data());
  Py_INCREF(Py_None);
  set(0, Py_None, none());
  set(1, PyString_FromStringAndSize(text, 6), str(letters));
  set(2, PyByteArray_FromStringAndSize(text, 6), bytearray(letters));
  set(3, SlotbufArray_FromBytes('h', text, 6), array('h', letters));
  set(4, PyBuffer_FromReadWriteObject(objects[2], 1, 4), buffer(models[2], 1, 4, false));
  set(5, PyInt_FromLong(1), integer(1));
  set(6, PySlice_New(objects[5], Py_None, objects[5]), slice(models[5], models[0], models[5]));
  set(7, PyString_FromStringAndSize("b", 1), str({'b'}));
}

void machine::set(int i, PyObject *object, handle model) {
  objects[i] = object;
  models[i] = std::move(model);
}

machine::~machine() {
  for (Py_buffer &view : views) PyBuffer_Release(&view);
  for (view &view : model_views) view.release();
  for (PyObject *object : objects) Py_DECREF(object);
}

namespace {

constexpr long largest = 1000;         // of an object
constexpr long nobody_has = 1L << 61;  // bytes; sizes in between are not played

long weight(const handle &object) {
  if (object->is == kind::memoryview) return object->shown.size;
  return is_readable(object) ? memory_of(object, access::any).size : 0;
}

bool is_between(number size) { return size > largest && size < nobody_has; }

// The number of the operation, which is its last operand.
long last_number(const call &call) {
  const char *const form = call.op.what->form;
  const char *const letter = std::strchr(form, 'N');
  return letter ? call.n(static_cast<int>(letter - form)) : 0;
}

bool is_sensible(call &call) {
  const word &what = *call.op.what;
  const char *const first = std::strchr(what.form, 'O');
  const int at = first ? static_cast<int>(first - what.form) : 0;
  if (const char *const held = std::strchr(what.form, 'V'))
    if (!call.v(static_cast<int>(held - what.form))->obj) return false;
  if (what.traits & makes_size) return !is_between(last_number(call));
  if (what.traits & repeats)
    return !is_between(number{weight(call.m(at))} * std::max(last_number(call), 0L));
  if (what.traits & quadruples) return weight(call.m(at)) * 4 < largest;
  if (what.traits & nests)
    for (int i = 1; i <= 3; ++i)
      if (call.m(i)->is == kind::slice) return false;
  if (what.traits & deepens) {
    const kind inner = call.m(static_cast<int>(std::strrchr(what.form, 'O') - what.form))->is;
    return inner != kind::slice && inner != kind::array;
  }
  if (what.traits & counts)
    return call.m(at)->is != kind::integer || !is_between(call.m(at)->value);
  if (!(what.traits & adds_sizes)) return true;
  const char *const last = std::strrchr(what.form, 'O');
  const long added = weight(call.m(static_cast<int>(last - what.form)));
  return weight(call.m(at)) + added * 8 < largest;
}

// How slotbuf's side ended: the name of the error, no_error, or NULL after a success.
const char *error_of(const reply &reply) {
  if (PyErr_Occurred()) return Slotbuf_ErrorName();
  return reply.failed ? no_error : nullptr;
}

std::string compare_errors(const char *happened, const char *predicted) {
  if (!happened && !predicted) return "";
  if (happened && predicted && std::strcmp(happened, predicted) == 0) return "";
  const auto shown = [](const char *error) { return std::string(error ? error : "success"); };
  return shown(happened) + ", where the model says " + shown(predicted);
}

std::string compare_results(const reply &reply, const answer &answer) {
  if (!reply.object != !answer.object) return "an object on one side only";
  if (answer.object) return difference(answer.object, reply.object);
  if (reply.number != answer.number)
    return std::to_string(reply.number) + ", where the model says " + std::to_string(answer.number);
  return reply.shown == answer.shown ? "" : "other bytes than the model's";
}

const char *predict(call &call, answer *predicted) {
  try {
    *predicted = call.op.what->predict(call);
    return told == lie::error ? "TypeError" : nullptr;
  } catch (const failure &failed) {
    return failed.error;
  }
}

// A register whose object an operation gave away, without setting another, holds None again.
std::string refill(machine &on, bool starved) {
  for (int i = 0; i < object_registers; ++i) {
    if (on.objects[i] && on.models[i]) continue;
    if (!starved && (on.objects[i] || on.models[i]))
      return "a register was cleared on one side only";
    Py_XDECREF(on.objects[i]);
    Py_INCREF(Py_None);
    on.objects[i] = Py_None;
    on.models[i] = none();
  }
  return "";
}

void keep(call &call, PyObject *object, handle model) {
  if (!object || *call.op.what->form != 'r') {
    Py_XDECREF(object);
    return;
  }
  Py_DECREF(call.o(0));
  call.o(0) = object;
  call.m(0) = std::move(model);
  if (told == lie::byte && !call.m(0)->content.empty()) call.m(0)->content[0] ^= 1;
  if (told == lie::leak) Py_INCREF(object);
}

}  // namespace

std::string play(machine &on, const operation &operation, int starve, ending *end) {
  call call{on, operation};
  *end = {};
  if (!is_sensible(call)) return "";
  const bool starves = starve && !(operation.what->traits & wants_memory);
  bool starved = false;
  reply reply;
  {
    const test::memory_failure failure(starves ? starve : test::memory_failure::for_good);
    reply = operation.what->play(call);
    starved = starves && failure.happened();
  }
  const char *const happened = error_of(reply);
  if (starved && happened && std::strcmp(happened, "MemoryError") == 0) {
    PyErr_Clear();
    end->came_to = outcome::starved;
    return refill(on, true);
  }
  answer answer;
  const char *const predicted = predict(call, &answer);
  std::string wrong = compare_errors(happened, predicted);
  PyErr_Clear();
  if (wrong.empty() && !predicted) wrong = compare_results(reply, answer);
  *end = {predicted ? outcome::failed : outcome::succeeded, predicted};
  keep(call, reply.object, wrong.empty() ? std::move(answer.object) : none());
  if (wrong.empty()) wrong = refill(on, false);
  return wrong;
}

std::string disagreement(const machine &on) {
  for (int i = 0; i < object_registers; ++i) {
    const handle &model = on.models[i];
    std::string wrong = difference(model, on.objects[i]);
    const long references = model.use_count() + (told == lie::reference);
    if (wrong.empty() && !model->shared && Py_REFCNT(on.objects[i]) != references)
      wrong = std::to_string(Py_REFCNT(on.objects[i])) + " references, where the model has " +
              std::to_string(references);
    for (int j = 0; j < i && wrong.empty(); ++j)
      if ((on.objects[i] == on.objects[j]) != (model == on.models[j]))
        wrong = "the same object as r" + std::to_string(j) + " on one side only";
    if (!wrong.empty()) return "r" + std::to_string(i) + ": " + wrong;
  }
  for (int i = 0; i < view_registers; ++i)
    if (std::string wrong = difference(on.model_views[i], on.views[i]); !wrong.empty())
      return "v" + std::to_string(i) + ": " + wrong;
  return "";
}

}  // namespace slotbuf::fuzz
