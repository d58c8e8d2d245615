// Runs on any Node: says what to do where the Node that Scoreline brings along (the devDependency `node`) did not arrive.
const wanted = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major !== wanted) {
  console.error(
    `Scoreline runs on Node ${wanted}, as Lambda does, and this is Node ${process.versions.node}.\n` +
      `"npm install" brings Node ${wanted} along as a package; its install script did not run here.\n` +
      `Allow install scripts (npm config get ignore-scripts should say false), run "npm install" again, and start through npm, not through node.`,
  );
  process.exit(1);
}
