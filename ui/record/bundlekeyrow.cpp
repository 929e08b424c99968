#include "ui/record/bundlekeyrow.h"

#include "models/services/secrets.h"
#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostKeyBytes = 64 * 1024;

QString secretName()
{
    return u"bundle-signing-key"_s;
}

/** A key and its fingerprint. */
struct KnownKey
{
    QByteArray key;
    QString fingerprint;
};

Result<KnownKey> known(Services &s, const QByteArray &key)
{
    auto print = s.bundles.fingerprint(key);
    return print ? Result<KnownKey>(KnownKey{key, *print}) : tl::unexpected(print.error());
}

} // namespace

BundleKeyRow::BundleKeyRow(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(new Label(tr("Key that signs it"), TextStyle::BodyBold, this));
    m_state = wrappedLabel({}, TextStyle::Small, this);
    m_state->setObjectName(u"bundleKeyState"_s);
    layout->addWidget(m_state);
    m_print = wrappedLabel({}, TextStyle::MonoMuted, this);
    m_print->setObjectName(u"bundleKeyPrint"_s);
    m_print->setAccessibleName(tr("Fingerprint of the key"));
    m_print->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_print);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_make = new QPushButton(tr("Make a key"), this);
    m_make->setObjectName(u"bundleMakeKey"_s);
    m_file = new QPushButton(tr("Use a key file…"), this);
    m_file->setObjectName(u"bundleKeyFile"_s);
    m_copy = new QPushButton(icon(u"copy"), tr("Copy the fingerprint"), this);
    m_copy->setObjectName(u"bundleKeyCopy"_s);
    for (QPushButton *button : {m_make, m_file, m_copy}) {
        button->setAccessibleName(QString(button->text()).remove(u'…'));
        row->addWidget(button);
    }
    row->addStretch(1);
    layout->addLayout(row);
    connect(m_make, &QPushButton::clicked, this, &BundleKeyRow::make);
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_file, &QPushButton::clicked, this, &BundleKeyRow::chooseFile, Qt::QueuedConnection);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_fingerprint); });
    tell(tr("Looking for it in the keychain…"));
}

void BundleKeyRow::start()
{
    if (m_asked || !m_key.isEmpty())
        return;
    if (!m_ui.secrets) {
        tell(tr("No keychain is there to keep one. Use the file of your key: openssl genpkey -algorithm ed25519 makes "
                "one."));
        return;
    }
    m_asked = true;
    m_ui.secrets->read(secretName(), this, [this](const Result<QString> &kept) {
        m_keeps = kept.has_value();
        if (!m_key.isEmpty())
            return;
        if (!kept) {
            m_asked = false; // the next time it may answer
            tell(tr("%1 Use the file of your key instead.").arg(kept.error().userText), true);
        } else if (kept->isEmpty()) {
            tell(tr("There is none yet. It is made once, kept in your keychain, and never leaves it. Auditors check "
                    "your signature by its fingerprint."));
        } else {
            take(kept->toUtf8(), tr("Your key, from the keychain. Tell the recipient its fingerprint on another way."));
        }
    });
}

void BundleKeyRow::make()
{
    m_make->setEnabled(false);
    m_ui.workspace->run<QByteArray>(
        this, [](Services &s) { return s.bundles.makeKey(); },
        [this](const Result<QByteArray> &key) {
            if (key)
                keep(*key);
            else
                tell(key.error().userText, true);
        });
}

void BundleKeyRow::keep(const QByteArray &key)
{
    m_ui.secrets->write(secretName(), QString::fromLatin1(key), this, [this, key](const Result<void> &kept) {
        if (kept)
            take(key,
                 tr("Your key, made now and kept in the keychain. Tell the recipient its fingerprint on another way."));
        else // what is not kept signs nothing
            tell(tr("It could not be kept: %1").arg(kept.error().userText), true);
    });
}

void BundleKeyRow::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Private key, Ed25519"), QDir::homePath(), tr("Keys (*.pem *.key);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &BundleKeyRow::useFile);
    dialog->open();
}

void BundleKeyRow::useFile(const QString &path)
{
    m_ui.workspace->run<KnownKey>(
        this,
        [path](Services &s) -> Result<KnownKey> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return failure(ErrorKind::Denied, tr("%1 cannot be read: %2").arg(path, file.errorString()));
            return known(s, file.read(kMostKeyBytes));
        },
        [this, path](const Result<KnownKey> &key) {
            if (key)
                take(key->key, tr("From %1. Nothing of it is kept here.").arg(QDir::toNativeSeparators(path)));
            else
                tell(key.error().userText, true);
        });
}

void BundleKeyRow::take(const QByteArray &key, const QString &where)
{
    m_ui.workspace->run<KnownKey>(
        this, [key](Services &s) { return known(s, key); },
        [this, where](const Result<KnownKey> &found) {
            if (!found) {
                tell(found.error().userText, true);
                return;
            }
            m_key = found->key;
            m_fingerprint = found->fingerprint;
            tell(where);
            Q_EMIT changed();
        });
}

void BundleKeyRow::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

void BundleKeyRow::tell(const QString &text, bool isError)
{
    m_state->setStyle(isError ? TextStyle::Error : TextStyle::Small);
    m_state->setText(text);
    refresh();
}

void BundleKeyRow::refresh()
{
    m_print->setText(m_fingerprint);
    m_print->setVisible(!m_fingerprint.isEmpty());
    m_copy->setVisible(!m_fingerprint.isEmpty());
    m_make->setVisible(m_key.isEmpty());
    m_make->setEnabled(m_keeps && !m_busy);
    m_make->setToolTip(m_keeps ? QString() : tr("There is no keychain to keep it in."));
    m_file->setEnabled(!m_busy);
}

} // namespace tocsin
