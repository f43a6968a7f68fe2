import { Card } from "../../components/Card";
import { NotesField } from "../../notes/NotesField";
import { strings } from "../../strings";

const text = strings.roomMore;
const ROWS = 8;

/** What the candidate wrote in the room, to read and to go on with; nothing where nothing was written. */
export function NotesCard({ interview, notes }: { readonly interview: string; readonly notes: string }) {
  if (notes === "") return null;
  return (
    <Card title={text.notes} lead={text.notesLead}>
      <NotesField interview={interview} rows={ROWS} />
    </Card>
  );
}
