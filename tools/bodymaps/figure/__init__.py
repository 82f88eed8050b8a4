"""The skin figure: fields of signed distance, sculpted parts and the mesh made from them."""
