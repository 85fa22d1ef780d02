import type { ElementContent, RootContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { ReactNode } from 'react';

const LANGUAGES = {
  ...{ bash, c, cpp, csharp, css, diff, go, ini, java, javascript, json, kotlin, php, python, ruby, rust, sql, swift },
  ...{ typescript, xml, yaml },
};

const lowlight = createLowlight(LANGUAGES);

/** Code in the colours of its language; plain when that is none of those known here. */
export function paint(text: string, language: string): ReactNode {
  return lowlight.registered(language) ? lowlight.highlight(language, text).children.map(toElement) : text;
}

function toElement(node: RootContent | ElementContent, key: number): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'element':
      return (
        <span key={key} className={String([node.properties.className].flat().join(' '))}>
          {node.children.map(toElement)}
        </span>
      );
    default:
      return null;
  }
}
