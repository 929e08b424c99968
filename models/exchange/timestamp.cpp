#include "models/exchange/timestamp.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <ctime>
#include <memory>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

template<class T, void (*Free)(T *)> using Owned = std::unique_ptr<T, std::integral_constant<decltype(Free), Free>>;
using Request = Owned<TS_REQ, TS_REQ_free>;
using Response = Owned<TS_RESP, TS_RESP_free>;
using Imprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using Number = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;
using Big = Owned<BIGNUM, BN_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;
using Certificate = Owned<X509, X509_free>;
using Verification = Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
struct FreeBio
{
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

constexpr int kNonceBits = 64;

tl::unexpected<Error> refused(const QString &text, const QString &detail = {})
{
    return failure(ErrorKind::Refused, text, detail, u"stamp"_s);
}

Bio reading(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QString textOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QString::fromUtf8(data, size) : QString();
}

/** The certificates that are trusted: those given, or the system's. */
Result<Store> trusted(const QByteArray &certificates)
{
    Store store(X509_STORE_new());
    if (!store)
        return failure(ErrorKind::Internal, tr("The time stamp could not be checked."));
    if (certificates.isEmpty()) {
        X509_STORE_set_default_paths(store.get());
        return store;
    }
    const Bio bio = reading(certificates);
    int count = 0;
    while (const Certificate each{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        count += X509_STORE_add_cert(store.get(), each.get());
    ERR_clear_error(); // the end of the file is an error to it
    if (count == 0)
        return failure(ErrorKind::Invalid,
                       tr("There is no certificate of a time-stamp authority (PEM) in what was given."), {},
                       u"stamp"_s);
    return store;
}

Response parsed(const QByteArray &answer)
{
    const auto *data = reinterpret_cast<const unsigned char *>(answer.constData());
    const unsigned char *at = data;
    Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
    return response && at == data + answer.size() ? std::move(response) : Response();
}

/** Why an authority gave none, in its own words as far as it has any. */
QString refusalOf(TS_RESP *response)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || TS_STATUS_INFO_print_bio(bio.get(), TS_RESP_get_status_info(response)) != 1)
        return {};
    return textOf(bio.get()).simplified().left(300);
}

/** What OpenSSL says is wrong, in a sentence. */
tl::unexpected<Error> mistaken()
{
    int reason = 0;
    QString said;
    QStringList all;
    const char *data = nullptr;
    int flags = 0;
    while (const unsigned long code = ERR_get_error_all(nullptr, nullptr, nullptr, &data, &flags)) {
        char text[256] = "";
        ERR_error_string_n(code, text, sizeof text);
        const QString more = data && (flags & ERR_TXT_STRING) ? QString::fromUtf8(data) : QString();
        all << QString::fromLatin1(text) + u' ' + more;
        if (ERR_GET_LIB(code) == ERR_LIB_TS && reason == 0) {
            reason = ERR_GET_REASON(code);
            said = more;
        }
    }
    const QString detail = all.join(u'\n');
    switch (reason) {
    case TS_R_MESSAGE_IMPRINT_MISMATCH:
        return refused(tr("The time stamp is of something else than this bundle."), detail);
    case TS_R_NONCE_MISMATCH:
    case TS_R_NONCE_NOT_RETURNED:
        return refused(tr("The time stamp does not answer this question: the number that was sent with it did not "
                          "come back. It may be an old answer."),
                       detail);
    case TS_R_CERTIFICATE_VERIFY_ERROR:
        return refused(tr("The certificate of the time-stamp authority is not trusted: %1.")
                           .arg(QString(said).remove(u"Verify error:"_s)),
                       detail);
    case TS_R_NO_TIME_STAMP_TOKEN:
        return refused(tr("The time-stamp authority gave no time stamp."), detail);
    default:
        return refused(tr("The time stamp is not signed by its authority, or was changed."), detail);
    }
}

/** The instant of a stamp, or -1. */
qint64 instantOf(TS_TST_INFO *info)
{
    std::tm at{};
    const ASN1_GENERALIZEDTIME *time = info ? TS_TST_INFO_get_time(info) : nullptr;
    return time && ASN1_TIME_to_tm(time, &at) == 1 ? static_cast<qint64>(timegm(&at)) * 1000 : -1;
}

StampInfo infoOf(TS_RESP *response)
{
    StampInfo info;
    TS_TST_INFO *said = TS_RESP_get_tst_info(response);
    info.atMs = instantOf(said);
    if (const Big serial{ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(said), nullptr)}) {
        char *hex = BN_bn2hex(serial.get());
        info.serial = QString::fromLatin1(hex);
        OPENSSL_free(hex);
    }
    const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509) *)> signers(
        PKCS7_get0_signers(TS_RESP_get_token(response), nullptr, 0), [](STACK_OF(X509) * list) { sk_X509_free(list); });
    const Bio bio(BIO_new(BIO_s_mem()));
    if (signers && sk_X509_num(signers.get()) > 0 && bio &&
        X509_NAME_print_ex(bio.get(), X509_get_subject_name(sk_X509_value(signers.get(), 0)), 0,
                           (XN_FLAG_ONELINE | ASN1_STRFLGS_UTF8_CONVERT) & ~ASN1_STRFLGS_ESC_MSB) >= 0)
        info.authority = textOf(bio.get());
    return info;
}

/** Signature, certificate at the instant it gives, and whatever else `check` already holds. */
Result<StampInfo> verified(TS_RESP *response, Verification check, int flags, const QByteArray &certificates)
{
    auto store = trusted(certificates);
    const qint64 atMs = instantOf(TS_RESP_get_tst_info(response));
    if (!store || atMs < 0)
        return store ? refused(tr("It is no time stamp.")) : tl::unexpected(store.error());
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store->get()), static_cast<time_t>(atMs / 1000));
    TS_VERIFY_CTX_set_store(check.get(), store->release());
    TS_VERIFY_CTX_add_flags(check.get(), flags | TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_SIGNER);
    ERR_clear_error();
    if (TS_RESP_verify_response(check.get(), response) != 1)
        return mistaken();
    return infoOf(response);
}

} // namespace

Result<void> checkCertificates(const QByteArray &certificates)
{
    const auto store = trusted(certificates);
    return store ? Result<void>() : tl::unexpected(store.error());
}

Result<QByteArray> stampQuestion(const QByteArray &bytes)
{
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    const Big random(BN_new());
    bool ok =
        request && imprint && algorithm && random &&
        X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
        TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
        TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char *>(const_cast<char *>(digest.constData())),
                               static_cast<int>(digest.size())) == 1 &&
        BN_rand(random.get(), kNonceBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1;
    const Number nonce(ok ? BN_to_ASN1_INTEGER(random.get(), nullptr) : nullptr);
    ok = ok && nonce && TS_REQ_set_version(request.get(), 1) == 1 &&
         TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
         TS_REQ_set_nonce(request.get(), nonce.get()) == 1 && TS_REQ_set_cert_req(request.get(), 1) == 1;
    unsigned char *der = nullptr;
    const int size = ok ? i2d_TS_REQ(request.get(), &der) : -1;
    if (size <= 0)
        return failure(ErrorKind::Internal, tr("No time stamp could be asked for."), {}, u"stamp"_s);
    const QByteArray question(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return question;
}

Result<StampInfo> answeredStamp(const QByteArray &answer, const QByteArray &question, const QByteArray &certificates)
{
    const Response response = parsed(answer);
    if (!response)
        return refused(tr("The answer of the time-stamp server is no time stamp."));
    const ASN1_INTEGER *status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get()));
    if (const long code = ASN1_INTEGER_get(status); code != TS_STATUS_GRANTED && code != TS_STATUS_GRANTED_WITH_MODS)
        return refused(tr("The time-stamp authority refused: %1").arg(refusalOf(response.get())));
    const auto *at = reinterpret_cast<const unsigned char *>(question.constData());
    const Request request(d2i_TS_REQ(nullptr, &at, static_cast<long>(question.size())));
    Verification check(request ? TS_REQ_to_TS_VERIFY_CTX(request.get(), nullptr) : nullptr);
    if (!check)
        return failure(ErrorKind::Internal, tr("The time stamp could not be checked."), {}, u"stamp"_s);
    return verified(response.get(), std::move(check), 0, certificates);
}

Result<StampInfo> keptStamp(const QByteArray &answer, const QByteArray &bytes, const QByteArray &certificates)
{
    const Response response = parsed(answer);
    if (!response)
        return refused(tr("It is no time stamp."));
    Verification check(TS_VERIFY_CTX_new());
    if (!check)
        return failure(ErrorKind::Internal, tr("The time stamp could not be checked."), {}, u"stamp"_s);
    Bio data = reading(bytes);
    TS_VERIFY_CTX_set_data(check.get(), data.release());
    return verified(response.get(), std::move(check), TS_VFY_DATA, certificates);
}

} // namespace tocsin
