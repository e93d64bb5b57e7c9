// Lets a security key answer. The form stays hidden where the browser cannot speak with one.
const form = document.querySelector("[data-key]");

async function answer() {
  const options = JSON.parse(document.getElementById("key-options").textContent).publicKey;
  if (form.dataset.key === "create") {
    return navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    });
  }
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
  });
}

if (form && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  const problem = form.querySelector("[role=alert]");
  form.hidden = false;
  form.querySelector("button").addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const credential = await answer();
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
