#pragma once

#include "ui/common/uicontext.h"

#include <QByteArray>
#include <QWidget>

class QPushButton;

namespace tocsin {

class Label;

/** The owner's key that signs bundles: kept in the keychain, or taken from a file for this time. */
class BundleKeyRow : public QWidget
{
    Q_OBJECT

public:
    explicit BundleKeyRow(const UiContext &ui, QWidget *parent = nullptr);

    /** Asks the keychain, unless there is a key already. */
    void start();
    /** Private key, PEM; empty while there is none. */
    [[nodiscard]] QByteArray key() const { return m_key; }
    /** Uses the key in a file, and keeps nothing of it. */
    void useFile(const QString &path);
    /** Nothing changes while a bundle is made with it. */
    void setBusy(bool busy);

Q_SIGNALS:
    void changed();

private:
    void make();
    void keep(const QByteArray &key);
    void chooseFile();
    void take(const QByteArray &key, const QString &where);
    void tell(const QString &text, bool isError = false);
    void refresh();

    UiContext m_ui;
    QByteArray m_key;
    QString m_fingerprint;
    QString m_where;
    bool m_asked = false;
    bool m_busy = false;
    bool m_keeps = false; ///< the keychain answers
    Label *m_state = nullptr;
    Label *m_print = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace tocsin
