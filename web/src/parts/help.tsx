/** What keys do. */
import { useEffect, useRef, useState } from "preact/hooks";
import { keep, kept } from "../kept.ts";
import { SHORTCUTS } from "../keys.ts";

export function Help({ open, close }: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [off, set] = useState(kept("shortcuts") === "off");
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const turn = (value: boolean) => {
    keep("shortcuts", value ? "off" : "");
    set(value);
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <table class="keys">
        <tbody>
          {SHORTCUTS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="check">
        <input type="checkbox" checked={off} onChange={(e) => turn(e.currentTarget.checked)} /> Turn
        these off (? stays)
      </label>
      <p>
        <button type="button" onClick={close}>
          Close
        </button>
      </p>
    </dialog>
  );
}
