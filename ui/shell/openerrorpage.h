#pragma once

#include "models/domain/error.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

class Label;

/** One clear page for a database that could not be opened: which trouble it is, what can be done, and that nothing was
 * changed. */
class OpenErrorPage : public QWidget
{
    Q_OBJECT

public:
    explicit OpenErrorPage(QWidget *parent = nullptr);

    /** Shown again for the same path while the page stands, it says how often it was tried. */
    void showError(const Error &error, const QString &path);
    [[nodiscard]] ErrorKind kind() const { return m_kind; }

Q_SIGNALS:
    void tryAgainAsked(const QString &path);
    void readOnlyAsked(const QString &path);
    void otherAsked();
    /** Of a server: to look at what is asked of it. */
    void connectionAsked(const QString &address);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    ErrorKind m_kind = ErrorKind::Internal;
    QString m_path;
    int m_tries = 0;
    Label *m_title;
    Label *m_what;
    Label *m_todo;
    Label *m_unchanged;
    Label *m_place;
    Label *m_tried;
    Label *m_detail;
    QPushButton *m_again;
    QPushButton *m_readOnly;
    QPushButton *m_connection;
};

} // namespace tocsin
