// Linked into the native bench-load and bench-hello, so that they start on systems older than the one that linked them. A linker takes the newest version of each
// function that its own glibc has; those below got a new one when libpthread, libdl and librt became a part of libc (2.34), or for details that nobody here
// needs (2.29: errno of exp, log and pow; 2.32). 'ld --wrap=NAME' sends calls of NAME to __wrap_NAME, which goes on to the version that every glibc has since 2.12
// on x86-64, and since the first one, 2.17, on arm64. Older systems have these functions in libpthread, libdl and librt, so the program names these libraries
// (OldGlibc.props); newer ones have them empty.

#ifdef __aarch64__
#define OLD(x64) GLIBC_2.17
#define GO_ON(name) b name
#else
#define OLD(x64) x64
#define GO_ON(name) jmp *name@GOTPCREL(%rip)
#endif

.macro wrap name
    .globl __wrap_\name
    .hidden __wrap_\name
    .type __wrap_\name, %function
__wrap_\name:
.endm

.macro old name, version=OLD(GLIBC_2.2.5)
    .symver old_\name, \name@\version
    wrap \name
    GO_ON(old_\name)
    .size __wrap_\name, . - __wrap_\name
.endm

    .text
    old dladdr
    old dlclose
    old dlerror
    old dlopen
    old dlsym
    old exp
    old log
    old pow
    old pthread_attr_getstack
    old pthread_attr_setstacksize
    old pthread_condattr_setclock, OLD(GLIBC_2.3.3)
    old pthread_create
    old pthread_getattr_np
    old pthread_key_create
    old pthread_kill
    old pthread_mutexattr_destroy
    old pthread_mutexattr_init
    old pthread_mutexattr_settype
    old pthread_once
    old pthread_rwlock_rdlock
    old pthread_rwlock_unlock
    old pthread_rwlock_wrlock
    old pthread_setname_np, OLD(GLIBC_2.12)
    old pthread_setspecific
    old pthread_sigmask
    old shm_open
    old shm_unlink

// __libc_start_main(main, argc, argv, init, fini, rtld_fini, stack_end): since 2.34 the start file passes no init, and libc runs the constructors itself; the
// old version runs what it is given. So it gets a function that runs them: run_constructors(argc, argv, environment).
    .symver old_start, __libc_start_main@OLD(GLIBC_2.2.5)
    wrap __libc_start_main
#ifdef __aarch64__
    adr x3, run_constructors
    mov x4, xzr
    GO_ON(old_start)

    .type run_constructors, %function
run_constructors:
    stp x29, x30, [sp, #-64]!
    mov x29, sp
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    str x23, [sp, #48]
    mov w19, w0
    mov x20, x1
    mov x21, x2
    bl _init
    adrp x22, __init_array_start
    add x22, x22, :lo12:__init_array_start
    adrp x23, __init_array_end
    add x23, x23, :lo12:__init_array_end
next:
    cmp x22, x23
    b.hs done
    ldr x3, [x22], #8
    mov w0, w19
    mov x1, x20
    mov x2, x21
    blr x3
    b next
done:
    ldr x23, [sp, #48]
    ldp x21, x22, [sp, #32]
    ldp x19, x20, [sp, #16]
    ldp x29, x30, [sp], #64
    ret
#else
    lea run_constructors(%rip), %rcx
    xor %r8d, %r8d
    GO_ON(old_start)

    .type run_constructors, %function
run_constructors:
    push %rbx
    push %rbp
    push %r12
    push %r13
    push %r14
    mov %edi, %r12d
    mov %rsi, %r13
    mov %rdx, %r14
    call _init
    lea __init_array_start(%rip), %rbx
    lea __init_array_end(%rip), %rbp
next:
    cmp %rbp, %rbx
    jae done
    mov %r12d, %edi
    mov %r13, %rsi
    mov %r14, %rdx
    call *(%rbx)
    add $8, %rbx
    jmp next
done:
    pop %r14
    pop %r13
    pop %r12
    pop %rbp
    pop %rbx
    ret
#endif

    .section .note.GNU-stack, "", %progbits
