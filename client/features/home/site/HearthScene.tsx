import styles from './HearthScene.module.css'

/** Places of the stars, and their radii; none behind the words. */
const stars: readonly (readonly [x: number, y: number, radius: number])[] = [
  [64, 60, 1.3],
  [210, 84, 1],
  [470, 60, 1.4],
  [640, 96, 1],
  [800, 70, 1.6],
  [880, 178, 1.1],
  [930, 60, 1.2],
  [1010, 300, 1],
  [1200, 96, 1.5],
  [1290, 260, 1.1],
  [1340, 70, 1],
  [1410, 190, 1.7],
  [1490, 90, 1.2],
  [1540, 330, 1],
  [1572, 170, 1.4],
  [1240, 390, 1],
  [860, 330, 1],
]

const vineRows = [0, 1, 2, 3, 4, 5]

/** The house on its hill, its windows lit: day or night with the colour scheme. It stands until a photograph does. */
export const HearthScene = () => (
  <svg className={styles.scene} viewBox="0 0 1600 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
    <Colours />
    <rect width="1600" height="900" fill="url(#scene-sky)" />
    <g className={styles.stars}>
      {stars.map(([x, y, radius]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r={radius} />
      ))}
    </g>
    <circle cx="1056" cy="450" r="520" fill="url(#scene-halo)" />
    <circle className={styles.sun} cx="1056" cy="440" r="118" />
    <path className={styles.moon} d="M1072 332a52 52 0 1 0 40 80 42 42 0 1 1-40-80z" />
    <path
      className={styles.birds}
      d="M1190 372q9-9 15 0q7-9 16-1M1232 350q7-7 12 0q5-7 13-1M1164 404q6-6 10 0q4-6 11-1"
    />
    <path className={styles.far} d="M0 566C150 500 300 512 470 548s300 12 470-26 320-62 460-22 150 40 200 26v374H0z" />
    <Cypresses
      places={[
        [1322, 520, 0.42],
        [1338, 518, 0.3],
        [226, 540, 0.36],
        [242, 540, 0.46],
        [262, 540, 0.3],
      ]}
      look={styles.farTrees}
    />
    <path className={styles.middle} d="M0 662c190-86 360-60 560-4s330 12 500-30 330-40 540 26v246H0z" />
    <Cypresses
      places={[
        [1196, 634, 0.86],
        [1226, 632, 0.62],
        [1252, 634, 0.44],
        [402, 640, 0.7],
        [430, 644, 0.52],
      ]}
      look={styles.middleTrees}
    />
    <path className={styles.near} d="M0 760c210-66 420-30 640-34s300-72 520-60 320 62 440 44v190H0z" />
    <g className={styles.vines}>
      {vineRows.map((row) => (
        <path key={row} d={`M-20 ${778 + row * 13}c220-58 400-24 ${560 + row * 22}-20`} />
      ))}
    </g>
    <Cypresses
      places={[
        [836, 728, 1.05],
        [808, 732, 0.74],
        [1066, 706, 0.9],
      ]}
      look={styles.nearTrees}
    />
    <House />
    <path fill="url(#scene-front)" d="M0 838c250-58 480 18 760-10s520-58 840 6v66H0z" />
  </svg>
)

const House = () => (
  <g>
    <ellipse cx="930" cy="722" rx="190" ry="60" fill="url(#scene-lamp)" />
    <path
      className={styles.path}
      d="M890 713c-6 26-70 30-86 58-14 26 34 36 30 82h98c4-46-84-54-72-80 14-24 48-34 48-60z"
    />
    <path className={styles.smoke} d="M970 600c-9-16 9-25 1-43s13-27 3-49 6-24 2-34" />
    <path className={styles.chimney} d="M961 602h18v34h-18z" />
    <path className={styles.wall} d="M868 715v-51l31-31 31 31v51z" />
    <path className={styles.shade} d="M930 715v-51h84v51z" />
    <path className={styles.roof} d="M899 627h89l37 42h-91z" />
    <path className={styles.gable} d="M862 670l37-42 36 42" />
    <path className={styles.door} d="M889 715v-27a10 10 0 0 1 20 0v27z" />
    <circle className={styles.pane} cx="899" cy="661" r="5" />
    <g className={styles.pane}>
      <path d="M946 704v-16a8 8 0 0 1 16 0v16z" />
      <path d="M982 704v-16a8 8 0 0 1 16 0v16z" />
    </g>
    <path className={styles.bars} d="M954 680v24M946 692h16M990 680v24M982 692h16" />
    <g className={styles.nearTrees}>
      <path d="M852 718a13 13 0 0 1 24-7 10 10 0 0 1 8 7zM1000 718a15 15 0 0 1 28-5 11 11 0 0 1 14 5zM914 718a9 9 0 0 1 17-3 8 8 0 0 1 8 3z" />
    </g>
  </g>
)

interface CypressesProps {
  readonly places: readonly (readonly [x: number, foot: number, size: number])[]
  readonly look: string | undefined
}

const Cypresses = ({ places, look }: CypressesProps) => (
  <g className={look}>
    {places.map(([x, foot, size]) => (
      <path
        key={x}
        transform={`translate(${x} ${foot}) scale(${size})`}
        d="M-3 4v-14c-14-2-19-20-18-42 1-34 10-66 21-84 11 18 20 50 21 84 1 22-4 40-18 42V4z"
      />
    ))}
  </g>
)

const Colours = () => (
  <defs>
    <linearGradient id="scene-sky" x1="0" y1="0" x2="0" y2="1">
      <stop className={styles.skyHigh} offset="0" />
      <stop className={styles.skyMiddle} offset="0.42" />
      <stop className={styles.skyLow} offset="0.7" />
    </linearGradient>
    <radialGradient id="scene-halo">
      <stop className={styles.haloInner} offset="0.12" />
      <stop className={styles.haloOuter} offset="1" />
    </radialGradient>
    <radialGradient id="scene-lamp">
      <stop className={styles.lampInner} offset="0" />
      <stop className={styles.lampOuter} offset="1" />
    </radialGradient>
    <linearGradient id="scene-far" gradientUnits="userSpaceOnUse" x1="0" y1="490" x2="0" y2="680">
      <stop className={styles.farRidge} offset="0" />
      <stop className={styles.farMist} offset="1" />
    </linearGradient>
    <linearGradient id="scene-middle" gradientUnits="userSpaceOnUse" x1="0" y1="590" x2="0" y2="760">
      <stop className={styles.middleRidge} offset="0" />
      <stop className={styles.middleMist} offset="1" />
    </linearGradient>
    <linearGradient id="scene-near" gradientUnits="userSpaceOnUse" x1="0" y1="660" x2="0" y2="860">
      <stop className={styles.nearRidge} offset="0" />
      <stop className={styles.nearFoot} offset="1" />
    </linearGradient>
    <linearGradient id="scene-front" x1="0" y1="0" x2="0" y2="1">
      <stop className={styles.frontHigh} offset="0" />
      <stop className={styles.frontLow} offset="1" />
    </linearGradient>
  </defs>
)
