/* Operations that any object has. */
#include "runner.h"

static void len(struct call *call) { give_number(PyObject_Size(call->operands[0].object)); }

static void istrue(struct call *call) { give_number(PyObject_IsTrue(call->operands[0].object)); }

static void repr(struct call *call) { give_text(PyObject_Repr(call->operands[0].object)); }

static void tostr(struct call *call) { give_text(PyObject_Str(call->operands[0].object)); }

static void objstr(struct call *call) { give_object(call, PyObject_Str(call->operands[0].object)); }

static void refcnt(struct call *call) {
  succeed("%zd", (Py_ssize_t)Py_REFCNT(call->operands[0].object));
}

static void dump(struct call *call) { give_reference(call->operands[0].object); }

static void del(struct call *call) {
  register_drop(call->operands[0].word);
  succeed("ok");
}

const struct operation object_operations[] = {
    {"len", "O", len},     {"istrue", "O", istrue},     {"repr", "O", repr},
    {"tostr", "O", tostr}, {"objstr", "r = O", objstr}, {"refcnt", "O", refcnt},
    {"dump", "O", dump},   {"del", "R", del},           {NULL, NULL, NULL},
};
