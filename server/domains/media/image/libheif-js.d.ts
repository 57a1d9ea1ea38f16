// The few calls of libheif that are used; the package's own types describe another of its bundles.
declare module 'libheif-js/wasm-bundle.js' {
  type Context = { readonly kind: unique symbol }
  type Handle = { readonly kind: unique symbol; readonly code?: unknown }
  type Constant = { readonly kind: unique symbol }

  interface Plane {
    readonly id: Constant
    readonly width: number
    readonly height: number
    /** Bytes from one row to the next. */
    readonly stride: number
    /** A view of the module's own memory. */
    readonly data: Uint8Array
  }

  interface Libheif {
    readonly heif_error_code: { readonly heif_error_Ok: Constant }
    readonly heif_colorspace: { readonly heif_colorspace_RGB: Constant }
    readonly heif_chroma: {
      readonly heif_chroma_interleaved_RGB: Constant
      readonly heif_chroma_interleaved_RGBA: Constant
    }
    readonly heif_channel: { readonly heif_channel_interleaved: Constant }
    heif_context_alloc(): Context | null
    heif_context_read_from_memory(context: Context, file: Uint8Array): { code: Constant; message: string }
    heif_js_context_get_primary_image_handle(context: Context): Handle | null
    heif_image_handle_has_alpha_channel(handle: Handle): number
    /** On failure an object with a code and without channels. */
    heif_js_decode_image2(handle: Handle, space: Constant, chroma: Constant): { channels?: Plane[]; message?: string }
  }

  const libheif: Libheif
  export = libheif
}
