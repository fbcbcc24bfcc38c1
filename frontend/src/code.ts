// SPDX-License-Identifier: EUPL-1.2
// A letter's QR code has the code behind # in its address: it is put into the field, and leaves the browser only with the form.

const CODE = /^#[2-9a-z]{4}(-[2-9a-z]{4}){2}$/i;

export function takeCodeFromAddress(): void {
  const field = document.querySelector<HTMLInputElement>("#identify input[name='code']");
  if (!field || field.value || !CODE.test(location.hash)) return;
  field.value = location.hash.slice(1).toUpperCase();
  history.replaceState(history.state, "", location.pathname + location.search);
}
