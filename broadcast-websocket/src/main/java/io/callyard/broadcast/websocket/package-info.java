/**
 * Live events over WebSocket. {@link io.callyard.broadcast.websocket.CallyardSockets} is the way in.
 *
 * <p>The protocol is {@code callyard.v1}: one JSON object to a text message, in the words of the events
 * themselves.
 *
 * <table>
 * <caption>Messages</caption>
 * <tr><th>from the client</th><th>answer</th></tr>
 * <tr><td>{@code {"type":"resume","after":12}}: go on after event 12; without {@code after}, with what
 * comes next; {@code "room":"user"} narrows it to the user's own calls</td>
 * <td>{@code {"type":"resumed","seq":12}}, then each event as {@code {"seq":17,"prev":16,"type":…,
 * "tenant":…,"at":…,"data":{…}}}, or {@code {"type":"resync_required","seq":n}} where the log no longer
 * reaches back: read the present state, events after {@code n} follow</td></tr>
 * <tr><td>{@code {"type":"ping"}}</td><td>{@code {"type":"pong"}}</td></tr>
 * <tr><td>{@code {"type":"leads_fetched"}}</td><td>where the application has set {@link
 * io.callyard.broadcast.websocket.LeadsFetched}: what became of the leads</td></tr>
 * <tr><td>any other type</td><td>what its handler in {@link
 * io.callyard.broadcast.websocket.ClientMessages} sends</td></tr>
 * </table>
 *
 * <p>A socket is closed with 4401 when its token is not, or no longer, valid; with 1013 when the client
 * cannot keep up or there are too many sockets: come back later and resume; with 1002, 1003, 1007, 1008
 * or 1009 when it breaks the rules; with 1001 when the server stops.
 */
@NullMarked
package io.callyard.broadcast.websocket;

import org.jspecify.annotations.NullMarked;
