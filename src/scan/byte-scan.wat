;; The inner loops of the literal search and of the split into lines. What they look for and why is said
;; in literal-search.ts, which fills the tables; `npm run wasm` makes byte-scan.wasm.ts of this.
;;
;;   0x00000  a bit for each hash of a word that is watched for          2^18 bits
;;   0x08000  a bit for each pair of bytes that is watched for           2^15 bits
;;   0x10000  for 16 bits of the hash, where the list of its entries begins
;;   0x50000  the same for each pair
;;   0x70000  how many hits find() wrote, then behind 0x70008 the hits: number of the literal, end
;;   behind   lists, literals, the text
;;
;; An entry is eight numbers of four bytes: the word that is watched for, its mask, its place in the
;; literal, length of the literal (0: the list has ended), place of the far word, that word, its mask,
;; where the literal's bytes stand. The literal's number stands before them.

(module
  (memory (export "memory") 8)

  (global $tries (mut i32) (i32.const 0))

  ;; Writes the literals of the list at $entry that stand in [$begin, $end) so that their word is at $at.
  (func $stands (param $entry i32) (param $word i32) (param $at i32) (param $begin i32) (param $end i32)
    (local $length i32) (local $start i32) (local $literal i32) (local $i i32) (local $hits i32)
    (block $none
      (loop $next
        (br_if $none (i32.eqz (local.tee $length (i32.load offset=12 (local.get $entry)))))
        (block $other
          (br_if $other
            (i32.ne
              (i32.and (local.get $word) (i32.load offset=4 (local.get $entry)))
              (i32.load (local.get $entry))))
          (global.set $tries (i32.add (global.get $tries) (i32.const 1)))
          (local.set $start (i32.sub (local.get $at) (i32.load offset=8 (local.get $entry))))
          (br_if $other (i32.lt_s (local.get $start) (local.get $begin)))
          (br_if $other
            (i32.gt_s (i32.add (local.get $start) (local.get $length)) (local.get $end)))
          (br_if $other
            (i32.ne
              (i32.and
                (i32.load (i32.add (local.get $start) (i32.load offset=16 (local.get $entry))))
                (i32.load offset=24 (local.get $entry)))
              (i32.load offset=20 (local.get $entry))))
          (local.set $literal (i32.load offset=28 (local.get $entry)))
          (local.set $i (i32.const 0))
          (loop $same
            (br_if $other
              (i32.ne
                (i32.load8_u (i32.add (local.get $start) (local.get $i)))
                (i32.load8_u (i32.add (local.get $literal) (local.get $i)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $same (i32.lt_u (local.get $i) (local.get $length))))
          (local.set $hits (i32.shl (i32.load (i32.const 0x70000)) (i32.const 3)))
          (i32.store offset=0x70008 (local.get $hits)
            (i32.load (i32.sub (local.get $literal) (i32.const 4))))
          (i32.store offset=0x7000c (local.get $hits)
            (i32.add (local.get $start) (local.get $length)))
          (i32.store (i32.const 0x70000)
            (i32.add (i32.load (i32.const 0x70000)) (i32.const 1))))
        (local.set $entry (i32.add (local.get $entry) (i32.const 32)))
        (br $next))))

  ;; The first place from $at on, in steps of three, at which a literal stands, its hits written; or one
  ;; up to which too much was compared in vain, without hits; or $end: there is neither.
  (func (export "find") (param $at i32) (param $begin i32) (param $end i32) (result i32)
    (local $word i32) (local $hash i32) (local $from i32)
    (local.set $from (local.get $at))
    (global.set $tries (i32.const 0))
    (i32.store (i32.const 0x70000) (i32.const 0))
    (block $behind
      (loop $places
        (br_if $behind (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $hash
          (i32.shr_u
            (i32.mul (local.tee $word (i32.load (local.get $at))) (i32.const 0x9e3779b1))
            (i32.const 14)))
        (if
          (i32.and (i32.const 1)
            (i32.or
              (i32.shr_u
                (i32.load8_u (i32.shr_u (local.get $hash) (i32.const 3)))
                (i32.and (local.get $hash) (i32.const 7)))
              (i32.shr_u
                (i32.load8_u offset=0x8000
                  (i32.shr_u (i32.and (local.get $word) (i32.const 0x7fff)) (i32.const 3)))
                (i32.and (local.get $word) (i32.const 7)))))
          (then
            (call $stands
              (i32.load offset=0x10000
                (i32.shl (i32.and (local.get $hash) (i32.const 0xffff)) (i32.const 2)))
              (local.get $word) (local.get $at) (local.get $begin) (local.get $end))
            (call $stands
              (i32.load offset=0x50000
                (i32.shl (i32.and (local.get $word) (i32.const 0x7fff)) (i32.const 2)))
              (local.get $word) (local.get $at) (local.get $begin) (local.get $end))
            (if
              (i32.or
                (i32.load (i32.const 0x70000))
                (i32.ge_u (global.get $tries)
                  (i32.add (i32.const 64)
                    (i32.shr_u (i32.sub (local.get $at) (local.get $from)) (i32.const 3)))))
              (then (return (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 3)))
        (br $places)))
    (local.get $end))

  ;; How many of the bytes in [$at, $end) are $byte.
  (func (export "count") (param $at i32) (param $end i32) (param $byte i32) (result i32)
    (local $count i32) (local $many v128)
    (local.set $many (i8x16.splat (local.get $byte)))
    (block $few
      (loop $blocks
        (br_if $few (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end)))
        (local.set $count
          (i32.add (local.get $count)
            (i32.popcnt
              (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $many))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $blocks)))
    (block $behind
      (loop $bytes
        (br_if $behind (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $count
          (i32.add (local.get $count)
            (i32.eq (i32.load8_u (local.get $at)) (local.get $byte))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (local.get $count))

  ;; Writes the place behind each $byte in [$at, $end) to $out, four bytes each, counted from $origin.
  ;; Gives how many there are.
  (func (export "behind") (param $at i32) (param $end i32) (param $byte i32) (param $origin i32)
    (param $out i32) (result i32)
    (local $bits i32) (local $many v128) (local $first i32)
    (local.set $first (local.get $out))
    (local.set $origin (i32.sub (local.get $origin) (i32.const 1)))
    (local.set $many (i8x16.splat (local.get $byte)))
    (block $few
      (loop $blocks
        (br_if $few (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end)))
        (local.set $bits
          (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $many))))
        (block $done
          (loop $each
            (br_if $done (i32.eqz (local.get $bits)))
            (i32.store (local.get $out)
              (i32.sub
                (i32.add (local.get $at) (i32.ctz (local.get $bits)))
                (local.get $origin)))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits
              (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $blocks)))
    (block $behind
      (loop $bytes
        (br_if $behind (i32.ge_u (local.get $at) (local.get $end)))
        (if (i32.eq (i32.load8_u (local.get $at)) (local.get $byte))
          (then
            (i32.store (local.get $out) (i32.sub (local.get $at) (local.get $origin)))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $first)) (i32.const 2))))
