import {
  Archive,
  Database,
  Globe,
  MonitorSmartphone,
  Rows3,
  Server,
  Split,
  Square,
  Zap,
  type LucideIcon,
} from "lucide-react";
import { Button } from "../../../components/Button";
import { strings } from "../../../strings";
import { SHAPES, type ShapeId } from "./palette";
import styles from "./board.module.css";

const text = strings.board;

const ICONS: Readonly<Record<ShapeId, LucideIcon>> = {
  client: MonitorSmartphone,
  "load-balancer": Split,
  service: Server,
  database: Database,
  cache: Zap,
  queue: Rows3,
  cdn: Globe,
  "object-store": Archive,
};

interface PaletteProps {
  readonly onAdd: (shape: ShapeId | "", label: string) => void;
}

/** The parts of a system design, each put on the board by a click or a key. */
export function Palette({ onAdd }: PaletteProps) {
  return (
    <div className={styles["palette"]} role="group" aria-label={text.palette}>
      {SHAPES.map(({ id }) => (
        <Shape
          key={id}
          name={text.shape(id)}
          icon={ICONS[id]}
          onAdd={() => {
            onAdd(id, text.shape(id));
          }}
        />
      ))}
      <Shape
        name={text.plain}
        icon={Square}
        onAdd={() => {
          onAdd("", text.plain);
        }}
      />
    </div>
  );
}

interface ShapeProps {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly onAdd: () => void;
}

function Shape({ name, icon: Icon, onAdd }: ShapeProps) {
  return (
    <Button small aria-label={text.add(name)} onClick={onAdd}>
      <Icon size={16} aria-hidden />
      {name}
    </Button>
  );
}
