// SPDX-License-Identifier: EUPL-1.2
// Passkeys: a form with data-passkey asks the device for a key, or makes one, and is then sent.
// Without JavaScript, or where the device knows no keys, its button stays hidden and the note is shown.

interface Described {
  id: string;
  type: PublicKeyCredentialType;
  transports?: AuthenticatorTransport[];
}

interface Options {
  publicKey: Record<string, unknown> & { challenge: string };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function written(buffer: ArrayBuffer | null): string | null {
  if (buffer === null) return null;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function described(given: unknown): PublicKeyCredentialDescriptor[] {
  return ((given ?? []) as Described[]).map((one) => ({ ...one, id: bytes(one.id) }));
}

async function make(options: Options, alone: boolean): Promise<Record<string, unknown>> {
  const given = options.publicKey as unknown as PublicKeyCredentialCreationOptions & { user: { id: unknown } };
  const made = (await navigator.credentials.create({
    publicKey: {
      ...given,
      challenge: bytes(options.publicKey.challenge),
      user: { ...given.user, id: bytes(given.user.id as unknown as string) },
      excludeCredentials: described(given.excludeCredentials),
      authenticatorSelection: {
        ...given.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        userVerification: alone ? "required" : "preferred",
      },
    },
  })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    ...told(made),
    response: {
      clientDataJSON: written(answer.clientDataJSON),
      attestationObject: written(answer.attestationObject),
      transports: answer.getTransports(),
    },
  };
}

async function ask(options: Options): Promise<Record<string, unknown>> {
  const given = options.publicKey as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({
    publicKey: {
      ...given,
      challenge: bytes(options.publicKey.challenge),
      allowCredentials: described(given.allowCredentials),
    },
  })) as PublicKeyCredential;
  const answer = found.response as AuthenticatorAssertionResponse;
  return {
    ...told(found),
    response: {
      clientDataJSON: written(answer.clientDataJSON),
      authenticatorData: written(answer.authenticatorData),
      signature: written(answer.signature),
      userHandle: written(answer.userHandle),
    },
  };
}

function told(key: PublicKeyCredential): Record<string, unknown> {
  return {
    id: key.id,
    rawId: written(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

/** The options lie in the page, or are asked for when they are needed. */
async function optionsOf(form: HTMLFormElement): Promise<Options> {
  const inPage = document.getElementById(form.dataset["options"] ?? "");
  if (inPage) {
    const data = JSON.parse(inPage.textContent) as Record<string, Options>;
    return (data["creation_options"] ?? data["request_options"]) as Options;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return ((await answer.json()) as { request_options: Options }).request_options;
}

async function carryOut(form: HTMLFormElement): Promise<void> {
  const options = await optionsOf(form);
  const alone = form.querySelector<HTMLInputElement>("[name=passwordless]")?.checked ?? false;
  const key = form.dataset["passkey"] === "make" ? await make(options, alone) : await ask(options);
  const field = form.querySelector<HTMLInputElement>("[name=credential]");
  if (field) field.value = JSON.stringify(key);
  form.submit();
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const button = form.querySelector<HTMLButtonElement>("[data-passkey-start]");
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
  const unknown = form.querySelector<HTMLElement>("[data-passkey-unknown]");
  if (!button || typeof PublicKeyCredential === "undefined") continue;
  button.hidden = false;
  if (unknown) unknown.hidden = true;
  button.addEventListener("click", () => {
    if (failed) failed.hidden = true;
    carryOut(form).catch(() => {
      // The person closed the dialog, or the device has no key for this site.
      if (failed) failed.hidden = false;
      button.focus();
    });
  });
}
