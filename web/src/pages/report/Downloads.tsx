import { Download } from "lucide-react";
import { files } from "../../api";
import { buttonClass } from "../../components/Button";
import { Card } from "../../components/Card";
import { strings } from "../../strings";
import styles from "./downloads.module.css";

const text = strings.report;
const TRANSCRIPTS = ["pdf", "md", "txt", "vtt", "json"] as const;
const REPORTS = ["pdf", "md", "json"] as const;

/** Everything to keep. */
export function Downloads({ interview, board }: { readonly interview: string; readonly board: boolean }) {
  return (
    <Card title={text.downloads} className={styles["downloads"]}>
      <dl>
        <div>
          <dt>{text.downloadsReport}</dt>
          <dd>
            {REPORTS.map((format) => (
              <File
                key={format}
                href={files.report(interview, format)}
                name={`${text.downloadsReport} ${text.formats[format]}`}
                label={text.formats[format]}
              />
            ))}
          </dd>
        </div>
        <div>
          <dt>{text.downloadsTranscript}</dt>
          <dd>
            {TRANSCRIPTS.map((format) => (
              <File
                key={format}
                href={files.transcript(interview, format)}
                name={`${text.downloadsTranscript} ${text.formats[format]}`}
                label={text.formats[format]}
              />
            ))}
          </dd>
        </div>
        {board ? (
          <div>
            <dt>{strings.board.title}</dt>
            <dd>
              <File href={files.board(interview)} name={`${strings.board.title} SVG`} label="SVG" />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{text.recording}</dt>
          <dd>
            <File href={files.audio(interview)} name={text.downloadsAudio} label={text.downloadsAudio} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

interface FileProps {
  readonly href: string;
  readonly name: string;
  readonly label: string;
}

function File({ href, name, label }: FileProps) {
  return (
    <a className={buttonClass("plain", true)} href={href} download aria-label={name}>
      <Download size={15} aria-hidden />
      {label}
    </a>
  );
}
