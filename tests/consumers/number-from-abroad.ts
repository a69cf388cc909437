// Finds the number of a post to dial from abroad, with types made of the description of the data.

import type { paths } from "./api";

type Answer = paths["/countries/{key}.json"]["get"]["responses"][200]["content"]["application/json"];

export async function numberFromAbroad(data: string, country: string): Promise<string | undefined> {
  const answer: Answer = await (await fetch(`${data}/countries/${country}.json`)).json();
  for (const { desk, kind, e164, dial_from } of answer.data.contacts) {
    if (desk !== "post" || kind !== "call" || dial_from !== "anywhere") continue;
    if (e164) return e164.replace("+", "00");
  }
}
