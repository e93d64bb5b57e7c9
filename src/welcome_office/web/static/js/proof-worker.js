"use strict";
/* Looks for a number whose SHA-256 hash (FIPS 180-4), after a seed, begins with enough zero bits.
   The browser's own hash would have to be waited for at every try, and needs HTTPS. */
const primes = [];
for (let n = 2; primes.length < 64; n += 1) {
  if (primes.every((prime) => n % prime !== 0)) {
    primes.push(n);
  }
}
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const CONSTANTS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const words = new Int32Array(64);

const turn = (word, by) => (word >>> by) | (word << (32 - by));

/* The first word of the hash of a text shorter than 56 signs. */
const hash = (text) => {
  words.fill(0, 0, 16);
  for (let i = 0; i < text.length; i += 1) {
    words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i % 4));
  }
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length % 4));
  words[15] = 8 * text.length;
  for (let i = 16; i < 64; i += 1) {
    const early = words[i - 15];
    const late = words[i - 2];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[i] = words[i - 16] + first + words[i - 7] + second;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const choose = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choose + CONSTANTS[i] + words[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    h = g; g = f; f = e;
    e = (d + one) | 0;
    d = c; c = b; b = a;
    a = (one + two) | 0;
  }
  return (a + START[0]) | 0;
};

self.addEventListener("message", ({ data: { seed, bits } }) => {
  let number = 0;
  /* Never more than 32 bits are asked for. */
  while (hash(`${seed}:${number}`) >>> (32 - bits) !== 0) {
    number += 1;
  }
  self.postMessage(String(number));
});
