//! What an account can ask for besides the password.

use crate::model::words::words;

words! {
    /// A second factor.
    Factor {
        /// A code of an authenticator, or a recovery code.
        Code = "code" / "动态验证码" / "Code",
        /// The certificate that the connection shows.
        Certificate = "certificate" / "数字证书（UKey）" / "Certificate",
        /// The answer of a passkey.
        Passkey = "passkey" / "通行密钥" / "Passkey",
    }
}
