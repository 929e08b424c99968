#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin {

class FormRow;
class Label;

/** Which authority time-stamps bundles (RFC 3161), kept among this person's preferences; none unless one is set. */
class StampRow : public QWidget
{
    Q_OBJECT

public:
    explicit StampRow(QWidget *parent = nullptr);

    /** Shows what was set last. */
    void start();
    /** Of the server; empty: bundles get no time stamp. */
    [[nodiscard]] QString url() const;
    /** With the authority's certificate; empty: one that the system trusts. */
    [[nodiscard]] QString certificateFile() const { return m_file; }
    void useCertificate(const QString &path);
    /** Nothing changes while a bundle is made with it. */
    void setBusy(bool busy);

Q_SIGNALS:
    void changed();

private:
    void refresh();

    QLineEdit *m_url = nullptr;
    FormRow *m_row = nullptr;
    QPushButton *m_choose = nullptr;
    QPushButton *m_clear = nullptr;
    Label *m_state = nullptr;
    QString m_file;
    bool m_busy = false;
};

} // namespace tocsin
