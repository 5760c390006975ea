// Linked into the native bench-load on x86-64, so that it starts on systems older than the one that linked it. A linker takes the newest version of each
// function that its own glibc has; those below got a new one when libpthread, libdl and librt became a part of libc (2.34), or for details that nobody here
// needs (2.29: errno of exp, log and pow; 2.32). 'ld --wrap=NAME' sends calls of NAME to __wrap_NAME, which goes on to the version that every glibc has since 2.12.
// Older systems have these functions in libpthread, libdl and librt, so the program names these libraries (Bench.Load.csproj); newer ones have them empty.

.macro old name, version=GLIBC_2.2.5
    .symver old_\name, \name@\version
    .globl __wrap_\name
    .hidden __wrap_\name
    .type __wrap_\name, @function
__wrap_\name:
    jmp *old_\name@GOTPCREL(%rip)
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
    old pthread_condattr_setclock, GLIBC_2.3.3
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
    old pthread_setname_np, GLIBC_2.12
    old pthread_setspecific
    old pthread_sigmask
    old shm_open
    old shm_unlink

// __libc_start_main(main, argc, argv, init, fini, rtld_fini, stack_end): since 2.34 the start file passes no init, and libc runs the constructors itself; the
// old version runs what it is given. So it gets a function that runs them.
    .symver old_start, __libc_start_main@GLIBC_2.2.5
    .globl __wrap___libc_start_main
    .hidden __wrap___libc_start_main
    .type __wrap___libc_start_main, @function
__wrap___libc_start_main:
    lea run_constructors(%rip), %rcx
    xor %r8d, %r8d
    jmp *old_start@GOTPCREL(%rip)

    .type run_constructors, @function
run_constructors:                       // (argc, argv, environment)
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

    .section .note.GNU-stack, "", @progbits
