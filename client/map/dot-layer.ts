import { Layer, project32 } from '@deck.gl/core';
import type { DataFilterExtensionProps } from '@deck.gl/extensions';
import { ScatterplotLayer } from '@deck.gl/layers';

/** Looks of all dots of a layer. */
interface DotProps {
  /** Numbers from 0 to 1. */
  fill: Rgb;
  edge: Rgb;
  /** CSS pixels; no edge is 0. */
  radius_px: number;
  edge_px: number;
  /** Style layer below which the dots lie. */
  beforeId: string;
}
type Rgb = readonly [red: number, green: number, blue: number];

const uniforms = /* glsl */ `\
layout(std140) uniform dotsUniforms {
  vec4 fill;
  vec4 edge;
  float radius;
  float rim;
} dots;
`;
const dots = {
  name: 'dots',
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { fill: 'vec4<f32>', edge: 'vec4<f32>', radius: 'f32', rim: 'f32' },
} as const;

const vs = /* glsl */ `#version 300 es
in vec3 instancePositions;
in vec3 instancePositions64Low;

void main(void) {
  geometry.worldPosition = instancePositions;
  gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
  gl_PointSize = 2.0 * (dots.radius + dots.rim) + 1.0;
}
`;

const fs = /* glsl */ `#version 300 es
precision highp float;
out vec4 fragColor;

void main(void) {
  float outer = dots.radius + dots.rim;
  float away = length(gl_PointCoord - 0.5) * (2.0 * outer + 1.0);
  float cover = 1.0 - smoothstep(outer - 0.5, outer + 0.5, away);
  if (cover <= 0.0) discard;
  float isEdge = dots.rim > 0.0 ? smoothstep(dots.radius - 0.5, dots.radius + 0.5, away) : 0.0;
  fragColor = mix(dots.fill, dots.edge, isEdge);
  fragColor.a *= cover;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

type Props = DotProps & DataFilterExtensionProps;

/**
 * Equal round dots, one vertex each, where a ScatterplotLayer draws an instance of a square each: an instance for a few pixels costs
 * most where the processor draws, and four vertices for one cost everywhere. Positions and filter values come from buffers.
 */
export class DotLayer extends ScatterplotLayer<unknown, Props> {
  static override layerName = 'DotLayer';

  // biome-ignore lint/suspicious/noExplicitAny: deck.gl types it so.
  override getShaders(): any {
    return Layer.prototype.getShaders.call(this, { vs, fs, modules: [project32, dots] });
  }

  override initializeState(): void {
    this.getAttributeManager()!.add({
      instancePositions: { size: 3, type: 'float64', fp64: this.use64bitPositions(), accessor: 'getPosition' },
    });
  }

  override draw(): void {
    const { fill, edge, radius_px, edge_px, opacity } = this.props;
    const ratio = this.context.device.canvasContext?.cssToDeviceRatio() ?? 1;
    const model = this.state.model!;
    model.shaderInputs.setProps({
      dots: { fill: [...fill, opacity], edge: [...edge, opacity], radius: radius_px * ratio, rim: edge_px * ratio },
    });
    model.setVertexCount(this.getNumInstances());
    model.draw(this.context.renderPass);
  }

  protected override _getModel() {
    const model = super._getModel();
    model.setGeometry(null);
    model.isInstanced = false;
    model.setTopology('point-list');
    model.setBufferLayout(this.getAttributeManager()!.getBufferLayouts({ isInstanced: false }));
    return model;
  }
}
